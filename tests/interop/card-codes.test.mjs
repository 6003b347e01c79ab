// Checks card codes by another hand: npm base45, cbor-x, @auth0/cose, node's crypto and zxing share nothing with the
// server. Reads { jwks, codes, drawings, make } from stdin, asserts, and answers { made, flipped } on stdout.
import assert from "node:assert/strict";
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Sign1 } from "@auth0/cose";
import base45 from "base45";
import { Decoder, Encoder, Tag } from "cbor-x";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const decoder = new Decoder({ mapsAsObjects: false });
const encoder = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false, variableMapSize: true });
const toBeSigned = (head, payload) => encoder.encode(["Signature1", head, Buffer.alloc(0), payload]);

function checkSignature(bytes, jwks) {
  assert.equal(bytes[0], 0xd2, "tag 18"); // @auth0/cose teaches cbor-x to make a class of it; the parts are wanted here
  const [head, unprotected, payload, signature] = decoder.decode(bytes.subarray(1));
  assert.equal(unprotected.size, 0);
  const protectedHeader = decoder.decode(head);
  assert.deepEqual([...protectedHeader.keys()], [1, 4]);
  assert.equal(protectedHeader.get(1), -7);
  const jwk = jwks.keys.find(key => key.kid === Buffer.from(protectedHeader.get(4)).toString("base64url"));
  assert.ok(jwk, "the JWKS knows the kid");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const spki = key.export({ type: "spki", format: "der" });
  assert.deepEqual(Buffer.from(protectedHeader.get(4)), createHash("sha256").update(spki).digest().subarray(0, 8));
  const genuine = verify("sha256", toBeSigned(head, payload), { key, dsaEncoding: "ieee-p1363" }, signature);
  return { genuine, key, claims: decoder.decode(payload) };
}

const input = JSON.parse(readFileSync(0, "utf8"));
for (const code of input.codes) {
  assert.match(code.text, /^YC1:[0-9A-Z $%*+\-./:]+$/);
  const bytes = base45.decode(code.text.slice(4));
  const { genuine, key, claims } = checkSignature(bytes, input.jwks);
  assert.ok(genuine, "node's crypto accepts the signature");
  await (await Sign1.decode(bytes)).verify(key);
  assert.deepEqual([...claims.keys()], [1, 4, 6, 7, -70001, -70002]);
  assert.equal(claims.get(1), input.make.issuer);
  assert.equal(claims.get(4), Date.parse(code.expiresAt) / 1000);
  assert.equal(claims.get(6), Date.parse(code.issuedAt) / 1000);
  assert.equal(claims.get(7).length, 8);
  assert.equal(Buffer.from(claims.get(-70001)).toString("hex"), code.handle);
  assert.equal(claims.get(-70002), code.level);
  if (code.level === 1) assert.equal(claims.get(4), claims.get(6) + 60);
}

// Every drawing is read as a camera would read it.
const require = createRequire(import.meta.url);
prepareZXingModule({ overrides: { wasmBinary: readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm")) } });
for (const drawing of input.drawings) {
  const [found] = await readBarcodes(new Blob([Buffer.from(drawing.png, "base64")]), { formats: ["QRCode"] });
  assert.ok(found, "zxing reads the drawing");
  assert.ok(found.text.startsWith("YC1:"));
  assert.equal(found.ecLevel, drawing.errorCorrection);
  assert.equal(Number(found.version), drawing.version);
  assert.ok(checkSignature(base45.decode(found.text.slice(4)), input.jwks).genuine);
}

// A code of our own making, and every byte of a genuine one flipped in turn: the server has to take the one and none of the others.
const { issuer, iat, handle, kid, privateKey } = input.make;
const head = encoder.encode(new Map([[1, -7], [4, Buffer.from(kid, "base64url")]]));
const payload = encoder.encode(new Map([[1, issuer], [4, iat + 60], [6, iat], [7, Buffer.from("0102030405060708", "hex")],
  [-70001, Buffer.from(handle, "hex")], [-70002, 1]]));
const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
const signature = sign("sha256", toBeSigned(head, payload), { key, dsaEncoding: "ieee-p1363" });
const made = "YC1:" + base45.encode(encoder.encode(new Tag([head, new Map(), payload, signature], 18)));
const flipped = [];
const genuine = base45.decode(input.codes[0].text.slice(4));
for (let at = 0; at < genuine.length; at++) {
  for (const mask of [0x01, 0x80, 0xff]) {
    const altered = Buffer.from(genuine);
    altered[at] ^= mask;
    flipped.push("YC1:" + base45.encode(altered));
  }
}
console.log(JSON.stringify({ made, flipped }));
