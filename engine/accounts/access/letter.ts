import type { Locale } from '#engine/kernel'
import type { LinkPurpose } from './access-link.ts'

export interface AccessLetter {
  readonly locale: Locale
  readonly purpose: LinkPurpose
  readonly name: string
  readonly tenantName: string
  readonly login: string
  readonly link: string
}

/** The mail with the link, in the language of its reader. */
export function accessLetter(letter: AccessLetter): { subject: string; text: string } {
  return letter.locale === 'en' ? english(letter) : chinese(letter)
}

function english({ purpose, name, tenantName, login, link }: AccessLetter) {
  const invited = purpose === 'invitation'
  return {
    subject: invited ? `${tenantName} invites you to Facet` : `A new password for ${tenantName}`,
    text: [
      `Hello ${name},`,
      invited
        ? `${tenantName} has made an account for you. Your login is ${login}. Set your password here, within 7 days:`
        : `somebody, hopefully you, wants a new password for ${login}. Set it here, within 2 hours:`,
      link,
      invited
        ? 'If you did not expect this, do nothing: without a password nobody gets in.'
        : 'If it was not you, do nothing: your password stays as it is.',
    ].join('\n\n'),
  }
}

function chinese({ purpose, name, tenantName, login, link }: AccessLetter) {
  const invited = purpose === 'invitation'
  return {
    subject: invited ? `${tenantName}邀请您使用 Facet` : `重设您在${tenantName}的密码`,
    text: [
      `${name}，您好：`,
      invited
        ? `${tenantName}已为您开通账号，登录名是 ${login}。请在 7 天内打开下面的链接设置密码：`
        : `有人（但愿是您）要为 ${login} 重设密码。请在 2 小时内打开下面的链接：`,
      link,
      invited ? '如果您并不知情，不必理会：没有密码，谁也进不来。' : '如果不是您本人，不必理会：密码不会改变。',
    ].join('\n\n'),
  }
}
