// Prints the text of the QR code in a picture: node read-code.mjs FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } });
const [code] = await readBarcodes(readFileSync(process.argv[2]), { formats: ["QRCode"] });
if (!code) process.exit(1);
process.stdout.write(code.text);
