import { directionOf } from '../messages/locales.ts'
import type { PageWords } from '../messages/page/en.ts'
import { html, type Markup } from './html.ts'

/** Where the page's files are served. */
export const ASSETS_PATH = '/assets/'

/** The whole document before its first screen. It works for every locale; `all` gives those without a script an honest word. */
export const page = (words: PageWords, all: readonly PageWords[], content?: Markup): Markup => html`<!doctype html>
<html lang="${words.locale}" dir="${directionOf(words.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${words.identify.heading}</title>
<link rel="stylesheet" href="${ASSETS_PATH}page.css">
<link rel="icon" type="image/svg+xml" href="${ASSETS_PATH}icon.svg">
<link rel="preload" as="fetch" href="/v1/config" crossorigin>
<script type="module" src="${ASSETS_PATH}page.js"></script>
</head>
<body>
<div class="page">
<header id="header"></header>
<main id="main">${content ?? html`<div class="card empty"></div>`}</main>
<noscript><div class="card">${all.map((each) => html`<p lang="${each.locale}" dir="${directionOf(each.locale)}">${each.noScript}</p>`)}</div></noscript>
<footer id="footer"></footer>
</div>
</body>
</html>
`
