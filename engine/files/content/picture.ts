import sharp, { type Sharp } from 'sharp'
import type { Readable } from 'node:stream'
import { fileRefusals } from '../errors.ts'

/** Larger pictures are refused: a small file may unfold into gigabytes. */
const PIXELS_MAX = 50_000_000

export const THUMBNAIL_SIZES = [96, 320, 1024] as const
export type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number]
export type ThumbnailFormat = 'webp' | 'jpeg'

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])

/** Pictures that can be measured and shown; SVG is a program and none of them. */
export function isPicture(mediaType: string): boolean {
  return PICTURES.has(mediaType)
}

/** Width and height as a person sees the picture, turned by its orientation mark. */
export async function measurePicture(place: string): Promise<{ width: number; height: number }> {
  const { autoOrient } = await open(place)
    .metadata()
    .catch((cause: unknown) => {
      throw Object.assign(fileRefusals.fileUnreadable(), { cause })
    })
  return { width: autoOrient.width, height: autoOrient.height }
}

/** A small picture, upright, without the camera's notes (place, time, device). Never larger than the original. */
export function thumbnailOf(content: Readable, size: ThumbnailSize, format: ThumbnailFormat): Sharp {
  const small = open().autoOrient().resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
  const encoded =
    format === 'webp' ? small.webp({ quality: 80 }) : small.flatten({ background: '#fff' }).jpeg({ quality: 82 })
  content.on('error', (error) => encoded.destroy(error))
  return content.pipe(encoded)
}

function open(place?: string): Sharp {
  const limits = { limitInputPixels: PIXELS_MAX, failOn: 'truncated' } as const
  return place === undefined ? sharp(limits) : sharp(place, limits)
}
