import type { Columns } from './sheet.ts'

/** What the header of each kind of spreadsheet may name, in English and in Chinese. */

const CODE = { names: ['编码', 'id', 'number'], needed: true } as const
const NAME = { names: ['名称', '姓名'], needed: true } as const
const ALIAS = { names: ['别名', 'other name', '英文名'] } as const
const PHONE = { names: ['电话', '手机', 'telephone'] } as const
const EMAIL = { names: ['邮箱', 'e-mail', 'mail'] } as const
const LOCALE = { names: ['语言', 'language'] } as const
const VIP = { names: ['重点'] } as const
const NOTES = { names: ['备注'] } as const
const CUSTOMER = { names: ['客户', '客户编码', 'organisation', 'customer code'], needed: true } as const

export const ORGANISATION_COLUMNS: Columns = {
  code: CODE,
  name: NAME,
  alias: ALIAS,
  kind: { names: ['类型'] },
  parent: { names: ['上级', '上级编码', 'parent code'] },
  phone: PHONE,
  email: EMAIL,
  locale: LOCALE,
  vip: VIP,
  notes: NOTES,
}

export const SITE_COLUMNS: Columns = {
  code: CODE,
  customer: CUSTOMER,
  name: NAME,
  alias: ALIAS,
  address: { names: ['地址'], needed: true },
  zone: { names: ['时区', 'time zone'] },
  longitude: { names: ['经度', 'lng', 'lon'] },
  latitude: { names: ['纬度', 'lat'] },
  accessNotes: { names: ['进入说明', 'access', 'access notes'] },
}

export const PERSON_COLUMNS: Columns = {
  code: CODE,
  customer: CUSTOMER,
  name: NAME,
  alias: ALIAS,
  title: { names: ['职务', 'job title'] },
  phone: PHONE,
  email: EMAIL,
  locale: LOCALE,
  vip: VIP,
  notes: NOTES,
}
