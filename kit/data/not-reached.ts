/** The request has not reached the server, or its answer not us: nothing is known of what it did. */
export class NotReached extends Error {
  readonly because: 'no-connection' | 'timed-out'

  constructor(because: NotReached['because'], cause?: unknown) {
    super(because === 'timed-out' ? 'The server did not answer in time' : 'No connection to the server', { cause })
    this.name = 'NotReached'
    this.because = because
  }
}

/**
 * `fetch` with an error of our own. Browsers tell a cut line in many wordings; here it is known by its place: what fails
 * before the whole answer is there is the line's fault. A request that its own caller has given up stays that.
 */
export const reaching: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init)
    const body = await response.arrayBuffer()
    const { status, statusText, headers } = response
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'AbortError') throw error
    throw new NotReached(name === 'TimeoutError' ? 'timed-out' : 'no-connection', error)
  }
}
