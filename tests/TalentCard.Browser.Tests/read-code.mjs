// Prints the text of the QR code in the picture that comes in: node read-code.mjs <picture.png
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } });
const [code] = await readBarcodes(readFileSync(0), { formats: ["QRCode"] });
if (!code) process.exit(1);
process.stdout.write(code.text);
