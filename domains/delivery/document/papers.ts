import { readFileSync } from 'node:fs'
import type { Locale } from '#engine/kernel'
import type { Documents } from '#engine/documents'
import type { Assessment } from '../assessment/assessments.ts'
import { levelsOf } from '../assessment/questionnaire.ts'
import type { Acceptance } from '../project/acceptance.ts'
import type { HandOver } from '../project/hand-over.ts'
import type { Milestone } from '../project/milestones.ts'
import type { NamedProject } from '../project/names.ts'
import { WORDS } from './words.ts'

/** A PDF and the name under which it is saved. */
export interface Paper {
  readonly name: string
  readonly pdf: Buffer
}

const REPORT = readTemplate('report')
const CERTIFICATE = readTemplate('certificate')

/** The score by dimensions, then every question with its answer; what is not answered says so. */
export function reportPdf(
  documents: Documents,
  locale: Locale,
  { assessment, company }: { assessment: Assessment; company: string },
): Paper {
  const words = WORDS[locale]
  const { questionnaire, answers, score, number, finishedOn } = assessment
  const facts = [
    [words.customer, assessment.customerName ?? ''],
    [words.assessor, assessment.assessor],
    [words.finishedOn, finishedOn ?? words.draft],
    [words.answered, `${score.answered} / ${score.questions}`],
  ]
  const dimensions = questionnaire.dimensions.map((dimension, place) => ({
    name: dimension.name[locale],
    weight: `${words.weight} ${dimension.weight}`,
    score: score.dimensions[place]!.score,
    questions: dimension.questions.map((question) => {
      const given = answers[question.code]
      const levels = levelsOf(questionnaire, question)
      return {
        text: question.text[locale],
        answer: given ? `${given.level + 1}/${levels.length} ${levels[given.level]![locale]}` : words.open,
        note: given?.note ?? '',
      }
    }),
  }))
  const title = questionnaire.title[locale]
  const labels = { score: words.score, kind: words.report }
  const data = { lang: languageOf(locale), company, title, number, labels, facts, total: score.total, dimensions }
  return { name: `${number}.pdf`, pdf: documents.pdf(REPORT, data) }
}

export interface Certified {
  readonly project: NamedProject
  readonly milestones: readonly Milestone[]
  readonly acceptance: Acceptance
  readonly handOver: HandOver | null
  readonly company: string
}

export function certificatePdf(documents: Documents, locale: Locale, certified: Certified): Paper {
  const words = WORDS[locale]
  const { project, milestones, acceptance, handOver, company } = certified
  const facts = [
    [words.project, project.subject],
    [words.number, project.number],
    [words.customer, project.customerName ?? ''],
    ...(handOver === null
      ? []
      : [
          [words.site, `${handOver.content.site.name}, ${handOver.content.site.address}`],
          [words.devices, String(handOver.content.devices.length)],
          [words.promise, handOver.content.promise],
        ]),
  ]
  const data = {
    lang: languageOf(locale),
    company,
    title: words.certificate,
    number: project.number,
    facts,
    statement: words.statement,
    labels: { milestones: words.milestones, remarks: words.remarks, signed: words.signed, date: words.date },
    milestones: milestones.map(({ title, dueOn, reachedOn }) => [title, dueOn, reachedOn ?? '–']),
    columns: [words.milestone, words.planned, words.reached],
    remarks: acceptance.remarks ?? words.noRemarks,
    signer: [acceptance.signedBy, acceptance.signerTitle].filter(Boolean).join(locale === 'en' ? ', ' : '，'),
    signedOn: acceptance.signedOn,
  }
  return { name: `${project.number}-acceptance.pdf`, pdf: documents.pdf(CERTIFICATE, data) }
}

function languageOf(locale: Locale): string {
  return locale === 'en' ? 'en' : 'zh'
}

function readTemplate(name: string): string {
  return readFileSync(new URL(`./${name}.typ`, import.meta.url), 'utf8')
}
