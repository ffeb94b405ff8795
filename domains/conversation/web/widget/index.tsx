/** @jsxImportSource preact */
import { render } from 'preact'
import { Chat } from '../client/chat.ts'
import { surroundingsOf } from './surroundings.ts'
import { ChatPage } from './view/chat-page.tsx'
import { language } from './words.ts'
import './widget.css'

/** Shows the chat of a channel: `address` is what the channel's settings page shows. */
export function showChat(place: HTMLElement, address: string): void {
  document.documentElement.lang = language
  render(<ChatPage chat={new Chat(surroundingsOf(address))} />, place)
}
