// Writes tests/vectors/card-codes.json: codes made by another hand than the server's, good and bad ones, with the verdict
// that a reader owes to each. Run it only when the format changes: signatures are random, so every run gives other texts.
import { createHash, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import base45 from "base45";
import { Encoder, Tag } from "cbor-x";

const cbor = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false, variableMapSize: true });
const issuer = "huainan";
const iat = 1772413200; // 2026-03-02T09:00:00+08:00
const handle = Buffer.from("1122334455667788", "hex");
const cti = Buffer.from("a1a2a3a4a5a6a7a8", "hex");

const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  return { privateKey, publicKey, spki, kid: createHash("sha256").update(spki).digest().subarray(0, 8) };
};
const ours = newKey(), stranger = newKey();

const claims = (more = {}) => {
  const map = new Map([[1, issuer], [4, iat + 60], [6, iat], [7, cti], [-70001, handle], [-70002, 1]]);
  for (const [key, value] of Object.entries(more)) map.set(Number(key), value);
  return map;
};
const header = (kid = ours.kid, alg = -7) => cbor.encode(new Map([[1, alg], [4, kid]]));
const toBeSigned = (head, payload) => cbor.encode(["Signature1", head, Buffer.alloc(0), payload]);
const signed = (payload, { key = ours, head = header(key.kid) } = {}) => {
  const bytes = Buffer.from(payload instanceof Map ? cbor.encode(payload) : payload);
  return [head, new Map(), bytes, sign("sha256", toBeSigned(head, bytes), { key: key.privateKey, dsaEncoding: "ieee-p1363" })];
};
const item = (parts, tag = 18) => Buffer.from(cbor.encode(new Tag(parts, tag)));
const good = () => item(signed(claims()));
const text = bytes => "YC1:" + base45.encode(bytes);

const vectors = [];
const add = (name, verdict, bytes, { at = iat, text: asText = text(bytes) } = {}) =>
  vectors.push({ name, verdict, at, text: asText, cbor: bytes ? bytes.toString("hex") : null });
const malformed = (name, bytes, more) => add(name, "malformed", bytes, more);

add("a minted code", "accepted", good());
add("a minted code in its last second of grace", "accepted", good(), { at: iat + 75 });
add("a minted code a second later", "expired_code", good(), { at: iat + 76 });
add("a minted code from 15 s ahead", "accepted", good(), { at: iat - 15 });
add("a minted code from 16 s ahead", "from_the_future", good(), { at: iat - 16 });
add("a printed code", "accepted", item(signed(claims({ 4: iat + 94_608_000, [-70002]: 0 }))), { at: iat + 94_000_000 });
add("a printed code after the card's last day", "expired_code", item(signed(claims({ 4: iat + 86_400, [-70002]: 0 }))), { at: iat + 86_416 });
add("a code with a scanner's line end", "accepted", good(), { text: ` ${text(good())}\r\n` });
add("another signer", "unknown_key", item(signed(claims(), { key: stranger })));
add("another office", "unknown_key", item(signed(claims({ 1: "xuancheng" }))));
add("our kid over a stranger's signature", "bad_signature", item(signed(claims(), { key: stranger, head: header() })));
const zeros = signed(claims()); zeros[3] = Buffer.alloc(64);
add("a signature of zeros", "bad_signature", item(zeros));
const ones = signed(claims()); ones[3] = Buffer.alloc(64, 0xff);
add("a signature beyond the curve's order", "bad_signature", item(ones));
const swapped = signed(claims()); swapped[2] = Buffer.from(cbor.encode(claims({ [-70001]: cti })));
add("another card's handle under this signature", "bad_signature", item(swapped));

malformed("nothing", null, { text: "" });
malformed("a link", null, { text: "https://talentcard.example/c/123" });
malformed("a prefix alone", null, { text: "YC1:" });
malformed("another version", good(), { text: text(good()).replace("YC1:", "YC2:") });
malformed("no prefix", good(), { text: base45.encode(good()) });
malformed("lower case", good(), { text: text(good()).toLowerCase() });
malformed("one character short", good(), { text: text(good()).slice(0, -1) });
malformed("a character outside the alphabet", good(), { text: text(good()).slice(0, -1) + "é" });
malformed("three characters above 65535", null, { text: "YC1:GGW" });
malformed("two characters above 255", null, { text: "YC1:::" });
malformed("a byte too many", Buffer.concat([good(), Buffer.from([0])]));
malformed("a byte too few", good().subarray(0, -1));
malformed("no tag", Buffer.from(cbor.encode(signed(claims()))));
malformed("tag 17", item(signed(claims()), 17));
malformed("three parts", item(signed(claims()).slice(0, 3)));
malformed("five parts", item([...signed(claims()), null]));
malformed("an unprotected header", item(signed(claims()).with(1, new Map([[4, ours.kid]]))));
malformed("ES384 in the header", item(signed(claims(), { head: header(ours.kid, -35) })));
malformed("a kid of 7 bytes", item(signed(claims(), { head: header(ours.kid.subarray(1)) })));
malformed("a header with its keys in another order", item(signed(claims(), { head: cbor.encode(new Map([[4, ours.kid], [1, -7]])) })));
malformed("a signature of 63 bytes", item(signed(claims()).with(3, Buffer.alloc(63, 1))));
malformed("a payload that is an array", item(signed(cbor.encode([1, 2]))));
malformed("claims in another order", item(signed(new Map([...claims()].reverse()))));
malformed("a claim too many", item(signed(new Map([...claims(), [-70003, 0]]))));
malformed("a claim too few", item(signed(new Map([...claims()].slice(0, 5)))));
malformed("a claim twice", item(signed(Buffer.from("a6" + "0161780161780161780161780161780161 78".replaceAll(" ", ""), "hex"))));
malformed("level 2 without its device", item(signed(claims({ [-70002]: 2 }))));
malformed("level -1", item(signed(claims({ [-70002]: -1 }))));
malformed("a level in words", item(signed(claims({ [-70002]: "minted" }))));
malformed("a cti of 7 bytes", item(signed(claims({ 7: cti.subarray(1) }))));
malformed("a handle of 9 bytes", item(signed(claims({ [-70001]: Buffer.concat([handle, Buffer.from([9])]) }))));
malformed("a handle in text", item(signed(claims({ [-70001]: "12345678" }))));
malformed("a minted code of an hour", item(signed(claims({ 4: iat + 3600 }))));
malformed("a minted code of no time", item(signed(claims({ 4: iat }))));
malformed("a printed code that ends before it begins", item(signed(claims({ 4: iat - 1, [-70002]: 0 }))));
malformed("times with a fraction", item(signed(claims({ 4: iat + 60.5, 6: iat + 0.5 }))));
malformed("times before 1970", item(signed(claims({ 4: 0, 6: -60 }))));
malformed("times beyond the calendar", item(signed(claims({ 4: 2n ** 62n + 60n, 6: 2n ** 62n }))));
malformed("an issuer of nothing", item(signed(claims({ 1: "" }))));
malformed("an issuer of 300 letters", item(signed(claims({ 1: "x".repeat(300) }))));
malformed("an issuer that is no UTF-8", item(signed(Buffer.from(cbor.encode(claims()).toString("hex").replace("67" + Buffer.from(issuer).toString("hex"), "67ff" + Buffer.from(issuer.slice(1)).toString("hex")), "hex"))));
malformed("a map of indefinite length", item(signed(Buffer.from("bf" + cbor.encode(claims()).toString("hex").slice(2) + "ff", "hex"))));
malformed("an integer longer than it must be", item(signed(Buffer.from("a61801" + cbor.encode(claims()).toString("hex").slice(4), "hex"))));
malformed("a length longer than it must be", Buffer.from("d28458" + good().toString("hex").slice(4).replace(/^4d/, "0d"), "hex"));
malformed("a length that lies", Buffer.from("d2845bffffffffffffffff", "hex"));
malformed("arrays without end", Buffer.alloc(250, 0x81));
malformed("a code bound to a device", Buffer.from(cbor.encode([Buffer.from(cbor.encode(signed(claims({ [-70002]: 2 })))), Buffer.from(cbor.encode(signed(new Map([[6, iat]]))))])));

const jwk = key => {
  const { x, y } = createPublicKey(key.privateKey).export({ format: "jwk" });
  return { kty: "EC", crv: "P-256", x, y, kid: key.kid.toString("base64url"), alg: "ES256", use: "sig" };
};
writeFileSync(new URL("../vectors/card-codes.json", import.meta.url), JSON.stringify({
  comment: "Codes of format YC1 with the verdict a reader owes to each at the second `at`. The key is for tests alone.",
  issuer, handle: handle.toString("hex"), cti: cti.toString("hex"),
  jwk: jwk(ours),
  privateKey: ours.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
  vectors,
}, null, 2) + "\n");
