import { defineRefusals } from '#engine/kernel'

export const fileRefusals = defineRefusals('engine', {
  fileNotFound: 404,
  fileMissing: 422,
  fileEmpty: 422,
  fileTooLarge: 413,
  fileTypeRefused: 415,
  fileUnreadable: 422,
  fileInfected: 422,
  filePurposeUnknown: 422,
  fileHasNoThumbnail: 404,
  fileLinkInvalid: 404,
  fileLinkExpired: 410,
  fileScannerUnavailable: 503,
  fileStoreUnavailable: 503,
})
