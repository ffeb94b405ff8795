// Runs before the first paint, so that a dark screen never flashes white. A file, because the content policy allows no inline script.
;(() => {
  const choice = JSON.parse(localStorage.getItem('facet.mode') ?? '"system"')
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.style.background = dark ? '#0E1014' : '#F6F7F9'
})()
