/** The parts of every screen, in the design language. Ant Design is used directly for inputs, selects and dialogs. */
import './styles.css'

export { announce } from './announce.tsx'
export { useDensity, useMode, type ModeChoice } from './appearance.ts'
export { Avatar, type AvatarProps } from './avatar.tsx'
export { BulkBar } from './bulk-bar.tsx'
export { Chip, type ChipProps, type Tone } from './chip.tsx'
export { Clocks, DecidingClock, EndedClock, type DecidingClockProps, type EndedClockProps } from './clocks.tsx'
export type { Column } from './columns.ts'
export { ContextList, type ContextGroup, type ContextListProps, type ContextRow } from './context-list.tsx'
export { Crumbs } from './crumbs.tsx'
export { DataTable, type DataTableProps } from './data-table.tsx'
export { DateField, type DateFieldProps } from './date-field.tsx'
export { DateRange, type DateRangeProps, type Days } from './date-range.tsx'
export { EmptyState, type EmptyStateProps } from './empty-state.tsx'
export { ErrorNotice, FieldProblems, type ErrorNoticeProps } from './error-notice.tsx'
export { FacetRoot } from './facet-root.tsx'
export {
  DateText,
  Duration,
  FigureTile,
  MomentText,
  Money,
  RelativeTime,
  TimeStamp,
  type FigureTileProps,
} from './figures.tsx'
export { FilterBar, type FilterBarProps } from './filter-bar.tsx'
export { filterSentence, useFilters, type Filter, type FilterOption, type Filters } from './filters.ts'
export { FormDrawer, type FormDrawerProps } from './form-drawer.tsx'
export { Card, Facts, PageHeading, Section, type CardProps, type SectionProps } from './headings.tsx'
export { Inspector, InspectorButton, type InspectorProps } from './inspector.tsx'
export { KeyValue, type KeyValueProps } from './key-value.tsx'
export { ListPage, type ListPageProps } from './list-page.tsx'
export { ListEnd, ListSkeleton } from './list-states.tsx'
export { Mark } from './mark.tsx'
export {
  SeverityMark,
  StatusMark,
  type SeverityLevel,
  type SeverityMarkProps,
  type StatusMarkProps,
  type StatusShape,
} from './marks.tsx'
export { Meter } from './meter.tsx'
export { MomentField, type MomentFieldProps } from './moment-field.tsx'
export { OfflineBar } from './offline-bar.tsx'
export { PageLink } from './page-link.tsx'
export { PageTitle } from './page-title.tsx'
export { avatarColours, densities, fontFamily, palette, type ColourName, type Density, type Mode } from './palette.ts'
export { Pane, Panes, type PaneProps, type PanesProps } from './pane.tsx'
export { RecordDrawer, type RecordDrawerProps } from './record-drawer.tsx'
export { atLeast, useScreenWidth, type ScreenWidth } from './screen.ts'
export { Shape, SHAPE_NAMES, type ShapeName } from './shapes.tsx'
export { Shortcut } from './shortcut.tsx'
export { promiseState, type PromiseState, type ServicePromise } from './sla.ts'
export { SlaClock, type SlaClockProps } from './sla-clock.tsx'
export { TabStrip, type TabItem, type TabStripProps } from './tab-strip.tsx'
export { facetTheme } from './theme.ts'
export { ThingLink, type ThingLinkProps } from './thing-link.tsx'
export { Timeline, type TimelineEntry } from './timeline.tsx'
export { toast, type Toast } from './undo-toast.tsx'
