import { chromium } from 'playwright-core'
const { port, password, smtp } = JSON.parse((await import('node:fs')).readFileSync('/var/tmp/mail-live.json','utf8'))
const base='http://127.0.0.1:18321'; const dir='/var/tmp/chshots'; (await import('node:fs')).mkdirSync(dir,{recursive:true})
const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu'] })
for (const [lang, theme, w] of [['zh-CN','light',1440],['en','dark',390]] as const) {
  const ctx = await browser.newContext({ viewport:{width:w,height:w===390?844:1000}, locale: lang, colorScheme: theme })
  const page = await ctx.newPage()
  const r = await ctx.request.post(base+'/api/engine/session',{ data:{ login:'admin@yunqi.example', password:'facet-demo-2026' } })
  if (!r.ok()) console.log('login', r.status(), await r.text())
  if (w===1440) {
    const list = await (await ctx.request.get(base+'/api/conversation/channels')).json()
    if (!list.items.some((c:any)=>c.kind==='email')) {
      const queues = await (await ctx.request.get(base+'/api/conversation/queues')).json()
      const csrf: Record<string,string> = { origin: base }
      const res = await ctx.request.post(base+'/api/conversation/channels',{ headers: csrf, data:{ kind:'email', name:'支持邮箱', settings:{ address:'support@yunqi.example', senderName:'云启客服', username:'support@yunqi.example', password, imapHost:'127.0.0.1', imapPort:port, imapSecurity:'none', folders:['INBOX'], smtpHost:'127.0.0.1', smtpPort:Number(smtp), smtpSecurity:'none', signature:'云启信息 · 服务台\n0755-8888 0000' }, conduct:{ queueId: queues.items[0].queueId } } })
      console.log('create', res.status(), await res.text())
      await new Promise(r=>setTimeout(r,70000))
    }
  }
  await page.goto(base+`/conversation/channels?new=wecom&lang=${lang}`); await page.waitForTimeout(2500)
  await page.screenshot({ path:`${dir}/wecom-${lang}-${theme}-${w}.png`, fullPage:true })
  await page.goto(base+'/conversation/channels?new=email'); await page.waitForTimeout(1500)
  await page.screenshot({ path:`${dir}/email-new-${lang}-${theme}-${w}.png`, fullPage:true })
  const list = await (await ctx.request.get(base+'/api/conversation/channels')).json()
  const e = list.items.find((c:any)=>c.kind==='email')
  console.log(JSON.stringify(e?.feeds), page.url())
  if (e) { await page.goto(base+'/conversation/channels?channel='+e.channelId); await page.waitForTimeout(2500); await page.screenshot({ path:`${dir}/email-${lang}-${theme}-${w}.png` }) }
  const inbox = await (await ctx.request.get(base+'/api/conversation/inbox?limit=100')).json().catch(()=>({}))
  console.log(Object.keys(inbox), inbox.items?.length, inbox.items?.filter((c:any)=>c.channelKind==='email').map((c:any)=>c.conversationId))
  const talk = inbox.items?.find((c:any)=>c.channelKind==='email')
  if (talk) { await page.goto(base+'/conversation/desk/'+talk.conversationId); await page.waitForTimeout(2500); await page.screenshot({ path:`${dir}/thread-${lang}-${theme}-${w}.png` }); console.log(page.url()) }
  await ctx.close()
}
await browser.close()
