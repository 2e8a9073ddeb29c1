import { directionOf } from '../messages/locales.ts'
import type { PageWords } from '../messages/page/en.ts'
import { footer, header } from './frame.ts'
import { html, type Markup, verbatim } from './html.ts'
import { render, title } from './render.ts'
import type { Frame, Screen } from './screen.ts'
import { ASSETS_PATH, START_ID, type Start } from './start.ts'

/** What a document has beside its words. */
export interface Dress {
  /** Markup for the head: the style, and whatever else this document needs. */
  head: Markup
  /** What runs it, behind everything else. */
  script?: Markup | undefined
}

/** A style sheet in the document itself: one request less before anything can be seen. */
export const styleOf = (css: string): Markup => html`<style>${verbatim(css)}</style>`

/** Style sheet and icon as files. */
export const fileLinks: Markup = html`<link rel="stylesheet" href="${ASSETS_PATH}page.css"><link rel="icon" type="image/svg+xml" href="${ASSETS_PATH}icon.svg">`

/** An icon in the document itself. */
export const iconOf = (svg: string): Markup =>
  html`<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(svg)}">`

/** The script, and the values that it starts with. They are data, which no policy lets run. */
export const scriptOf = (code: string, start: Start): Markup => html`
<script type="application/json" id="${START_ID}">${verbatim(JSON.stringify(start).replaceAll('<', '\\u003c'))}</script>
<script type="module">${verbatim(code)}</script>`

/** A whole document with a screen in it, as it is seen before any script runs and where none does. */
export const documentOf = (screen: Screen, frame: Frame, words: PageWords, { head, script }: Dress): Markup => html`<!doctype html>
<html lang="${words.locale}" dir="${directionOf(words.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title(screen, frame, words)}</title>
${head}
</head>
<body>
<div class="page">
<header id="header">${header(frame)}</header>
<main id="main">${render(screen, words)}</main>
<footer id="footer">${footer(frame, words)}</footer>
</div>${script}
</body>
</html>
`
