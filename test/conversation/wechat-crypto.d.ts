declare module 'wechat-crypto' {
  export default class WXBizMsgCrypt {
    constructor(token: string, encodingAESKey: string, id: string)
    getSignature(timestamp: string, nonce: string, encrypted: string): string
    encrypt(text: string): string
    decrypt(text: string): { message: string; id: string }
  }
}
