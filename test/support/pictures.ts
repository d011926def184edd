import { crc32, deflateSync } from "node:zlib";

/** Small pictures of every form, made here so that each byte of them is known. */

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function pngChunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  return Buffer.concat([u32(data.length), named, u32(crc32(named))]);
}

/** A real PNG of one colour. @param shade tells two pictures of one size apart. */
export function png(width: number, height: number, shade = 128): Uint8Array {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])]);
  const rows = Buffer.alloc((width + 1) * height, shade);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A JPEG's markers up to its frame, and its end. @param orientation as EXIF says it */
export function jpeg(width: number, height: number, orientation?: number): Uint8Array {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const quantization = Buffer.concat([Buffer.from([0xff, 0xdb, 0, 67, 0]), Buffer.alloc(64, 1)]);
  const parts = [Buffer.from([0xff, 0xd8]), ...(orientation === undefined ? [] : [exif(orientation)]), quantization];
  return Buffer.concat([...parts, frame, Buffer.from([0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9])]);
}

function exif(orientation: number): Buffer {
  const tiff = Buffer.concat([
    Buffer.from("MM\0*", "latin1"),
    u32(8),
    Buffer.from([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]),
    u32(0),
  ]);
  const data = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, data.length + 2]), data]);
}

export function gif(width: number, height: number): Uint8Array {
  const size = Buffer.from([width & 255, width >> 8, height & 255, height >> 8]);
  return Buffer.concat([Buffer.from("GIF89a", "latin1"), size, Buffer.from([0, 0, 0, 0x3b])]);
}

export function webp(width: number, height: number): Uint8Array {
  const size = Buffer.alloc(6);
  size.writeUIntLE(width - 1, 0, 3);
  size.writeUIntLE(height - 1, 3, 3);
  const chunk = Buffer.concat([Buffer.from("VP8X\x0a\0\0\0", "latin1"), Buffer.from([0, 0, 0, 0]), size]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(chunk.length + 4);
  return Buffer.concat([Buffer.from("RIFF", "latin1"), length, Buffer.from("WEBP", "latin1"), chunk]);
}

const box = (name: string, ...content: Uint8Array[]): Buffer => {
  const data = Buffer.concat(content);
  return Buffer.concat([u32(data.length + 8), Buffer.from(name, "latin1"), data]);
};

/** @param turns quarter turns that its box asks for */
export function avif(width: number, height: number, turns = 0, crop = false): Uint8Array {
  const properties = [box("ispe", u32(0), u32(width), u32(height))];
  if (turns > 0) properties.push(box("irot", Buffer.from([turns])));
  if (crop) properties.push(box("clap", Buffer.alloc(32, 1)));
  return Buffer.concat([
    box("ftyp", Buffer.from("avif\0\0\0\0avifmif1", "latin1")),
    box("meta", u32(0), box("iprp", box("ipco", ...properties))),
    box("mdat", Buffer.alloc(16)),
  ]);
}

export const svg = (inside = '<rect width="4" height="3"/>', attributes = 'width="400" height="300"'): Uint8Array =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  );
