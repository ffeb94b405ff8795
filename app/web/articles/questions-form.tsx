import { Form, Input } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { FormDrawer, toast } from '#kit/ui'
import { LANGUAGES, knowledgeApi, type Article, type Language } from './api.ts'
import { questionsOf, type QuestionsDraft } from './draft.ts'

/** Other words for the same question, one in a line. */
export function QuestionsForm({ article, onClose }: { article: Article; onClose: () => void }) {
  const t = useText('knowledge')
  const [form] = Form.useForm<QuestionsDraft>()
  const command = useCommand(knowledgeApi, 'putArticleQuestions', {
    refetch: [knowledgeApi.key()],
    onDone: () => {
      toast({ text: t('questionsSaved') })
      onClose()
    },
  })
  const linesOf = (language: Language) =>
    article.questions.filter(({ locale }) => locale === language).map(({ text }) => text)
  return (
    <FormDrawer<QuestionsDraft>
      open
      title={t('questions')}
      form={form}
      initial={{ 'zh-CN': linesOf('zh-CN').join('\n'), en: linesOf('en').join('\n') }}
      submit={t('settings:save')}
      busy={command.isPending}
      error={command.error}
      onSubmit={(draft) => command.mutate({ params: { id: article.id }, body: { questions: questionsOf(draft) } })}
      onClose={onClose}
    >
      <p className="s t2 article-hint">{t('questionsHint')}</p>
      {LANGUAGES.map((language) => (
        <Form.Item key={language} name={language} label={t(`questionsOf.${language}`)}>
          <Input.TextArea lang={language} autoSize={{ minRows: 4, maxRows: 16 }} />
        </Form.Item>
      ))}
    </FormDrawer>
  )
}
