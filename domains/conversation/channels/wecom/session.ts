/**
 * Who answers, as the platform has it. Only in the states "untreated" and "robot" may messages be sent by the API:
 * agents of ours answer as the robot does. A session is given to a servicer only where people answer in WeCom's own app.
 */
import { callApi, TencentError } from '../tencent/api.ts'
import type { Stage } from '../channel.ts'
import { apiOf, partsOfContact, type WecomConnection } from './api.ts'

const ROBOT = 1
const SERVICER = 3
const ENDED = 4
/** Not allowed from where the session is; the servicer does not serve now; the session has ended. */
const CANNOT_NOW = new Set([95016, 95014, 95013])

export async function tellStage(externalId: string, stage: Stage, connection: WecomConnection): Promise<void> {
  const { servicerUserId } = connection.settings
  const toServicer = stage === 'person' && servicerUserId !== ''
  const state = stage === 'closed' ? ENDED : toServicer ? SERVICER : ROBOT
  const servicer = toServicer ? { servicer_userid: servicerUserId } : {}
  const change = { ...partsOfContact(externalId), service_state: state, ...servicer }
  try {
    await callApi(apiOf(connection), '/cgi-bin/kf/service_state/trans', change)
  } catch (error) {
    if (!(error instanceof TencentError) || !CANNOT_NOW.has(error.code)) throw error
  }
}
