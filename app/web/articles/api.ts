import { apiOf } from '#kit/data'
import { knowledgeContract } from '#engine/knowledge/contract'

export const knowledgeApi = apiOf('knowledge', knowledgeContract)
