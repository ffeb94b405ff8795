import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { useMemo, type JSX, type ReactNode } from 'react'
import './markdown.css'

/**
 * Markdown as elements. Nothing in it becomes HTML: tags stand as the letters they are, a link leads only where a page
 * may lead, and a picture is named and linked, never fetched from elsewhere.
 */
export function Markdown({ text }: { text: string }) {
  const tokens = useMemo(() => lexer(text, { gfm: true, breaks: true }), [text])
  return <div className="markdown">{drawAll(tokens)}</div>
}

function drawAll(tokens: readonly Token[] | undefined): ReactNode[] {
  return (tokens ?? []).map((token, index) => <Drawn key={index} token={token as MarkedToken} />)
}

function Drawn({ token }: { token: MarkedToken }): ReactNode {
  switch (token.type) {
    case 'heading':
      return <Heading depth={token.depth}>{drawAll(token.tokens)}</Heading>
    case 'paragraph':
      return <p>{drawAll(token.tokens)}</p>
    case 'text':
      return token.tokens ? drawAll(token.tokens) : token.text
    case 'escape':
      return token.text
    case 'strong':
      return <strong>{drawAll(token.tokens)}</strong>
    case 'em':
      return <em>{drawAll(token.tokens)}</em>
    case 'del':
      return <del>{drawAll(token.tokens)}</del>
    case 'codespan':
      return <code>{token.text}</code>
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      )
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'blockquote':
      return <blockquote>{drawAll(token.tokens)}</blockquote>
    case 'list':
      return <List list={token} />
    case 'table':
      return <Table table={token} />
    case 'link':
      return <Anchor href={token.href}>{drawAll(token.tokens)}</Anchor>
    case 'image':
      return <Anchor href={token.href}>{token.text || token.href}</Anchor>
    case 'checkbox':
      return <input type="checkbox" checked={token.checked} readOnly disabled />
    case 'space':
    case 'def':
      return null
    default:
      return token.raw
  }
}

/** The page's own title is the first heading; those of the text begin below it. */
function Heading({ depth, children }: { depth: number; children: ReactNode }) {
  const Level = `h${Math.min(depth + 1, 6)}` as keyof JSX.IntrinsicElements
  return <Level>{children}</Level>
}

function List({ list: { ordered, start, items } }: { list: Tokens.List }) {
  const lines = items.map((item, index) => <li key={index}>{drawAll(item.tokens)}</li>)
  return ordered ? <ol {...(start !== '' && { start })}>{lines}</ol> : <ul>{lines}</ul>
}

function Table({ table: { header, rows } }: { table: Tokens.Table }) {
  return (
    <div className="markdown-table">
      <table>
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={index}>{drawAll(cell.tokens)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{drawAll(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const LEADS_OUT = /^(https?:|mailto:|tel:)/i
const STAYS_HERE = /^(\/(?!\/)|#)/

function Anchor({ href, children }: { href: string; children: ReactNode }) {
  if (STAYS_HERE.test(href)) return <a href={href}>{children}</a>
  if (!LEADS_OUT.test(href)) return <>{children}</>
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
