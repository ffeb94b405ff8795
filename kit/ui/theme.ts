import { theme, type ThemeConfig } from 'antd'
import { fontFamily, motion, palette, shadows, type Mode } from './palette.ts'

/** Ant Design in Facet's language. On phones letters and controls are larger, for reading and for fingers. */
export function facetTheme(mode: Mode, phone = false): ThemeConfig {
  return {
    cssVar: { key: 'facet' },
    algorithm: exactColours(mode),
    token: { ...colourTokens(mode), ...shapeTokens(), ...(phone && phoneTokens) },
    components: componentTokens(mode),
  }
}

/** antd's dark algorithm re-mixes seed colours (#FF8276 becomes dull); ours are measured for contrast, so they win. */
function exactColours(mode: Mode): NonNullable<ThemeConfig['algorithm']> {
  const c = palette[mode]
  return (seed) => ({
    ...(mode === 'light' ? theme.defaultAlgorithm(seed) : theme.darkAlgorithm(seed)),
    colorPrimary: c.accentFill,
    colorInfo: c.accentFill,
    colorLink: c.accent,
    colorLinkHover: c.accentHover,
    colorLinkActive: c.accent,
    colorSuccess: c.ok,
    colorWarning: c.warn,
    colorError: c.bad,
    colorErrorText: c.bad,
    colorWarningText: c.warn,
    colorSuccessText: c.ok,
  })
}

function colourTokens(mode: Mode): NonNullable<ThemeConfig['token']> {
  const c = palette[mode]
  return {
    colorPrimary: c.accentFill,
    colorPrimaryHover: c.accentFillHover,
    colorPrimaryBg: c.accentSoft,
    colorPrimaryBorder: c.accentLine,
    colorPrimaryText: c.accent,
    colorInfo: c.accentFill,
    colorInfoBg: c.accentSoft,
    colorInfoBorder: c.accentLine,
    colorLink: c.accent,
    colorLinkHover: c.accentHover,
    colorSuccess: c.ok,
    colorSuccessBg: c.okSoft,
    colorSuccessBorder: c.okLine,
    colorWarning: c.warn,
    colorWarningBg: c.warnSoft,
    colorWarningBorder: c.warnLine,
    colorError: c.bad,
    colorErrorBg: c.badSoft,
    colorErrorBorder: c.badLine,
    colorText: c.text,
    colorTextSecondary: c.text2,
    colorTextTertiary: c.text3,
    colorTextQuaternary: c.text4,
    colorTextPlaceholder: c.text3,
    colorBgLayout: c.sub,
    colorBgContainer: c.bg,
    colorBgElevated: c.raised,
    colorFillTertiary: c.sunk,
    colorFillQuaternary: c.sub,
    colorBorder: c.line2,
    colorBorderSecondary: c.line,
    colorSplit: c.line,
    colorBgMask: mode === 'light' ? 'rgba(20,24,36,.28)' : 'rgba(0,0,0,.56)',
    // antd lifts dialogs by the first and popovers by the second.
    boxShadow: shadows[mode].sh3,
    boxShadowSecondary: shadows[mode].sh2,
  }
}

function shapeTokens(): NonNullable<ThemeConfig['token']> {
  return {
    fontFamily,
    fontSize: 13,
    fontSizeSM: 12,
    fontSizeLG: 14,
    fontSizeXL: 15,
    fontSizeHeading1: 26,
    fontSizeHeading2: 20,
    fontSizeHeading3: 15,
    fontSizeHeading4: 13,
    fontWeightStrong: 600,
    lineHeight: 20 / 13,
    lineHeightSM: 18 / 12,
    lineHeightLG: 22 / 14,
    controlHeight: 28,
    controlHeightSM: 24,
    controlHeightLG: 36,
    sizeUnit: 4,
    sizeStep: 4,
    borderRadius: 6,
    borderRadiusLG: 8,
    borderRadiusSM: 4,
    borderRadiusXS: 3,
    motionDurationFast: `${motion.fast / 1000}s`,
    motionDurationMid: `${motion.mid / 1000}s`,
    motionDurationSlow: `${motion.slow / 1000}s`,
    motionEaseInOut: motion.easing,
    wireframe: false,
  }
}

const phoneTokens: NonNullable<ThemeConfig['token']> = {
  fontSize: 15,
  fontSizeSM: 13,
  fontSizeLG: 16,
  lineHeight: 22 / 15,
  controlHeight: 40,
  controlHeightSM: 36,
  controlHeightLG: 48,
  borderRadius: 8,
  borderRadiusLG: 12,
}

function componentTokens(mode: Mode): NonNullable<ThemeConfig['components']> {
  const c = palette[mode]
  return {
    Button: {
      fontWeight: 500,
      primaryShadow: 'none',
      dangerShadow: 'none',
      defaultShadow: shadows[mode].sh1,
      defaultBg: c.button,
      paddingInline: 10,
      solidTextColor: '#FFFFFF',
      textTextColor: c.text2,
      textTextHoverColor: c.text,
      dangerColor: c.onDanger,
    },
    Table: tableTokens(mode),
    Tabs: {
      horizontalItemGutter: 20,
      horizontalItemPadding: '10px 0',
      inkBarColor: c.accent,
      itemSelectedColor: c.text,
      itemColor: c.text2,
      horizontalMargin: '0',
    },
    Segmented: { trackBg: c.sunk, itemSelectedBg: c.segment, trackPadding: 2 },
    Menu: {
      itemHeight: 32,
      itemBorderRadius: 6,
      itemSelectedBg: c.accentSoft,
      itemSelectedColor: c.accent,
      itemBg: 'transparent',
    },
    Tag: { defaultBg: c.sunk, defaultColor: c.text2 },
    Modal: { titleFontSize: 15 },
    Form: { itemMarginBottom: 20, labelColor: c.text, verticalLabelPadding: '0 0 4px' },
    Select: { optionSelectedBg: c.accentSoft, optionSelectedFontWeight: 500 },
    Input: { activeShadow: `0 0 0 3px ${c.accentSoft}` },
    Descriptions: { labelColor: c.text3, itemPaddingBottom: 6 },
    Timeline: { itemPaddingBottom: 14, tailColor: c.line2 },
    Progress: { defaultColor: c.accentFill, remainingColor: c.sunk },
    Tooltip: { maxWidth: 320 },
    Card: { headerHeight: 40, bodyPadding: 14, headerPadding: 14 },
  }
}

function tableTokens(mode: Mode) {
  const c = palette[mode]
  return {
    fontWeightStrong: 500,
    headerBg: c.bg,
    headerColor: c.text3,
    headerSplitColor: 'transparent',
    borderColor: c.line,
    rowHoverBg: c.sub,
    rowSelectedBg: c.accentSoft,
    rowSelectedHoverBg: c.accentSoft,
    cellPaddingBlockSM: 7,
    cellPaddingInlineSM: 12,
    cellFontSizeSM: 13,
    headerBorderRadius: 0,
    selectionColumnWidth: 36,
  }
}
