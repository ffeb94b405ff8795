import { showChat } from '../../domains/conversation/web/widget/index.tsx'

showChat(document.getElementById('chat')!, new URLSearchParams(location.search).get('key') ?? '')
