/**
 * What makes a sentence a question says nothing about where its answer stands: statements rarely
 * contain 什么 or "how do I", so these words look rare, hence important, and pull in the wrong
 * passages. They are cut out of a query (never out of a document), unless nothing else would remain.
 */
const CHINESE_FRAME = new RegExp(
  [
    '请问(?:一下)?|想问(?:一下|问)?|我?想(?:知道|了解)|麻烦(?:问|您)?|谢谢|你好|您好|是不是|能不能|可不可以|可否|能否|有没有|是否',
    '(?:又|又被|也|被)?(?:是|叫|叫做|做|为|称为|称作|有|有着)?(?:什么|甚么|什麽)(?:时候|样|地方|人)?|是?[啥谁]的?',
    '(?:有|有着)?(?:怎么(?:样|办|回事)?|怎样|如何)的?|为何|多少|几(?=[个年月天次种岁位人座条部])|多(?=[大高长久远深重])',
    '[在是于]?(?:有|有着)?哪(?:里|儿|个|些|一|几|种|位|年|两|天|家|部|座|项)?|又?可以|以及|还是|[的是了吗呢吧啊呀么嘛它他她我你您]',
    '(?<![\\p{Script=Han}])[该其这那]个?',
  ].join('|'),
  'gu',
)

const ENGLISH_FRAME =
  /\b(?:please|thanks?|hello|hi|hey|what|which|who|whom|whose|when|where|why|how|do|does|did|is|are|was|were|am|be|been|can|could|will|would|should|may|might|shall|i|me|my|you|your|we|our|it|its|the|an?|of|to|in|on|at|for|and|or|that|this|there|have|has|had|if|with|from|by|as)\b(?:'\w+)?/g

/** The content of a normalised query: its question words replaced by spaces. */
export function contentOf(query: string): string {
  const content = query.replace(CHINESE_FRAME, ' ').replace(ENGLISH_FRAME, ' ')
  return /[\p{L}\p{N}]/u.test(content) ? content : query
}
