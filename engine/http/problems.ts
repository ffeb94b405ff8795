import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { invalidInput, Refusal, type Locale, type Problem } from '#engine/kernel'
import type { ProblemDocument } from './contract.ts'
import type { RefusalTexts } from './texts.ts'

/** Everything that goes wrong leaves as a problem document (RFC 9457); only our own failures are logged. */
export function answerProblem(texts: RefusalTexts) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const refusal = toRefusal(error)
    if (!refusal) request.log.error({ err: error, traceId: request.id }, 'request failed')
    const document = problemOf(refusal ?? new Refusal('engine.failed', 500), request, texts)
    const retryAfter = document.params?.['retryAfterSeconds']
    if (typeof retryAfter === 'number') void reply.header('retry-after', retryAfter)
    void reply.code(document.status).type('application/problem+json')
    await reply.send(JSON.stringify(document))
  }
}

export function problemOf(refusal: Refusal, request: FastifyRequest, texts: RefusalTexts): ProblemDocument {
  return {
    type: `urn:facet:${refusal.code}`,
    title: texts.say(refusal.code, refusal.params, localeOf(request)),
    status: refusal.status,
    code: refusal.code,
    traceId: request.id,
    ...(Object.keys(refusal.params).length > 0 ? { params: { ...refusal.params } } : {}),
    ...(refusal.problems.length > 0 ? { errors: [...refusal.problems] } : {}),
  }
}

function toRefusal(error: FastifyError): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(wrongFields(error))
  if (error.cause instanceof Refusal) return error.cause
  const status = error.statusCode ?? 500
  return status < 500
    ? new Refusal(`engine.${codeOfStatus(status)}`, status, {}, [{ path: '', message: error.message }])
    : undefined
}

function wrongFields(
  error: FastifyError & { validation: readonly { instancePath: string; message?: string }[] },
): Problem[] {
  const part =
    error.validationContext === 'querystring' ? '/query' : error.validationContext === 'params' ? '/params' : ''
  return error.validation.map(({ instancePath, message }) => ({
    path: `${part}${instancePath}`,
    message: message ?? 'is wrong',
  }))
}

function codeOfStatus(status: number): string {
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 415) return 'media-type'
  if (status === 429) return 'too-many-requests'
  return 'bad-request'
}

export function localeOf(request: FastifyRequest): Locale {
  const known = (request as { context?: { locale: Locale } }).context?.locale
  if (known) return known
  return /^\s*zh/i.test(request.headers['accept-language'] ?? '') ? 'zh-CN' : 'en'
}
