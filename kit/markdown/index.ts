/** Text that people have marked up, drawn without ever trusting it. */
export { Markdown } from './markdown.tsx'
