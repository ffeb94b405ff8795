import { capacityPricing } from './capacity.ts'
import { committedPricing } from './committed.ts'
import { dynamicPricing } from './dynamic.ts'
import { graduatedPercentagePricing } from './graduated-percentage.ts'
import { graduatedPricing } from './graduated.ts'
import { packagePricing } from './package.ts'
import { percentagePricing } from './percentage.ts'
import { standardPricing } from './standard.ts'
import { volumeBlocksPricing } from './volume-blocks.ts'
import { volumePricing } from './volume.ts'

/** Every pricing model; a new one is a file here and a line in this list. */
export const pricingModels = [
  standardPricing,
  graduatedPricing,
  volumePricing,
  packagePricing,
  volumeBlocksPricing,
  percentagePricing,
  graduatedPercentagePricing,
  dynamicPricing,
  capacityPricing,
  committedPricing,
] as const
