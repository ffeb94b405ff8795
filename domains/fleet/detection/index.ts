/** Anomaly detection on streams of measurements, and `facet detect`. */
export { ALARM_SCORE, newDetector, observe, type Detector } from './detector.ts'
export { detectCommand } from './detect-command.ts'
