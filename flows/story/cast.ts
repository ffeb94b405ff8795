/** With whom the story is played: Li Wen of Hengtai Bank, as her laptop and WeChat know her. */
export const CAST = {
  serial: 'PF4K7M2Q',
  openId: 'oLiWen-hengtai-0001',
  partCode: 'SSD-1T',
  batch: '5SS1B',
} as const
