/** What the demo knows of Hengtai Bank beyond the other customers: its departments, its branches, how to treat it. */

export const DEPARTMENTS: readonly (readonly [zh: string, en: string])[] = [
  ['零售信贷部', 'Retail lending'],
  ['信息科技部', 'Information technology'],
  ['运营管理部', 'Operations'],
]

export const BRANCHES = [
  {
    name: '恒泰银行南山支行',
    alias: 'Hengtai Bank Nanshan branch',
    code: 'C1001-2',
    address: '深圳市南山区科技园南路 66 号 1 层',
    longitude: 113.9436,
    latitude: 22.5372,
    accessNotes: '营业大厅右侧员工通道，向保安出示工牌。',
  },
  {
    name: '恒泰银行罗湖支行',
    alias: 'Hengtai Bank Luohu branch',
    code: 'C1001-3',
    address: '深圳市罗湖区人民南路 2010 号',
    longitude: 114.1189,
    latitude: 22.5409,
    accessNotes: '17:00 后由信息科技部陪同进入。',
  },
]

export const HEROINE_NOTES = '月末最后两个工作日不安排变更。上门前一天通知信息科技部登记。'
