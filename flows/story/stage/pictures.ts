import sharp from 'sharp'

/** Li Wen's photo of her screen: the warning that will not go away. */
export function screenPhoto(): Promise<Buffer> {
  return png(`
    <svg xmlns="http://www.w3.org/2000/svg" width="960" height="640">
      <rect width="960" height="640" fill="#2b3440"/>
      <g transform="rotate(-2 480 320)">
        <rect x="90" y="60" width="780" height="490" rx="16" fill="#11161d"/>
        <rect x="112" y="82" width="736" height="446" fill="#1c4f82"/>
        <rect x="250" y="190" width="460" height="220" rx="6" fill="#f4f4f4"/>
        <rect x="250" y="190" width="460" height="38" rx="6" fill="#ffffff"/>
        <text x="268" y="215" font-family="sans-serif" font-size="16" fill="#333">Microsoft Windows</text>
        <path d="M300 262 l34 62 h-68 z" fill="#f2b705"/>
        <rect x="297" y="284" width="6" height="22" fill="#333"/><rect x="297" y="311" width="6" height="6" fill="#333"/>
        <text x="356" y="286" font-family="sans-serif" font-size="21" fill="#003399">Windows detected a hard disk problem</text>
        <text x="356" y="318" font-family="sans-serif" font-size="15" fill="#333">Back up your files immediately</text>
        <rect x="520" y="356" width="82" height="32" fill="#e1e1e1" stroke="#adadad"/>
        <rect x="614" y="356" width="82" height="32" fill="#e1e1e1" stroke="#adadad"/>
      </g>
      <rect x="60" y="560" width="840" height="34" rx="10" fill="#0b0f14"/>
    </svg>`)
}

/** The technician's photo of the disk in its slot. */
export function diskPhoto(serial: string): Promise<Buffer> {
  return png(`
    <svg xmlns="http://www.w3.org/2000/svg" width="960" height="640">
      <rect width="960" height="640" fill="#1d2a22"/>
      <rect x="150" y="250" width="640" height="150" rx="6" fill="#0e4d33"/>
      <rect x="790" y="270" width="26" height="110" fill="#c9a227"/>
      <rect x="210" y="276" width="150" height="98" rx="4" fill="#111"/><rect x="390" y="276" width="150" height="98" rx="4" fill="#111"/>
      <rect x="566" y="270" width="200" height="110" fill="#f6f6f2"/>
      <text x="580" y="306" font-family="monospace" font-size="20" fill="#111">SSD 1 TB</text>
      <text x="580" y="340" font-family="monospace" font-size="18" fill="#111">${serial}</text>
      <circle cx="180" cy="325" r="14" fill="#c9a227"/>
    </svg>`)
}

export function signature(): Promise<Buffer> {
  return png(`
    <svg xmlns="http://www.w3.org/2000/svg" width="600" height="220">
      <rect width="600" height="220" fill="#ffffff"/>
      <path d="M60 120 C90 40 120 60 130 120 S110 190 90 170 150 70 210 70 180 160 220 150 260 60 300 80 280 170 320 150
        S380 60 410 90 390 160 430 140 S500 80 540 100" fill="none" stroke="#1d39c4" stroke-width="6" stroke-linecap="round"/>
    </svg>`)
}

function png(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png().toBuffer()
}
