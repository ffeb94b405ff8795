import { expect, test } from 'vitest'
import { skillsOf, tagsOf } from './skills.ts'

test.each([
  { tags: ['network 2', 'windows'], skills: { network: 2, windows: 1 }, because: 'a figure at the end is the level' },
  { tags: ['HP 机型'], skills: { 'HP 机型': 1 }, because: 'words may have spaces' },
  { tags: ['vpn 9'], skills: { vpn: 5 }, because: 'five is the highest' },
  { tags: ['  ', 'vpn 0'], skills: { vpn: 1 }, because: 'nothing is no skill, and no level is the first' },
])('$tags: $because', ({ tags, skills }) => {
  expect(skillsOf(tags)).toEqual(skills)
})

test('what is shown is read back the same', () => {
  const skills = { network: 3, 打印机: 1 }
  expect(skillsOf(tagsOf(skills))).toEqual(skills)
})
