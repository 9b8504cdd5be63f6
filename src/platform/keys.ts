/** Keys live in a folder of their own, never in the database: for the ledger's MACs, sealed fields, jobs and checkpoints. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeOnce } from '#platform/secrets.ts'

export type MacAlg = 'hmac-sha256' | 'hmac-sm3'
const digests = { 'hmac-sha256': 'sha256', 'hmac-sm3': 'sm3' } as const

export type Keys = {
  /** MAC of a ledger line or a seal, with algorithm and key id to store beside it */
  mac(message: string): { mac: Buffer; alg: MacAlg; keyId: string }
  macMatches(message: string, mac: Buffer, alg: string, keyId: string): boolean
  /** a personal value → text that holds algorithm, key id, nonce, ciphertext and tag */
  seal(plain: string): string
  unseal(sealed: string): string
  /** token with which the worker enters as `system:<job>` of a tenant */
  jobToken(tenantId: string, job: string): string
  signCheckpoint(text: string): string
  checkpointMatches(text: string, signature: string): boolean
}

/** Reads the folder, making missing keys the first time (mode 0600). */
export async function loadKeys(dir: string, alg: MacAlg = 'hmac-sha256'): Promise<Keys> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const ledger = await secret(join(dir, 'ledger.key'))
  const data = await secret(join(dir, 'data.key'))
  const jobs = await secret(join(dir, 'jobs.key'))
  const checkpoint = await signingKey(join(dir, 'checkpoint.pem'))
  const ledgerId = keyId(ledger)
  const dataId = keyId(data)
  const macBy = (message: string, by: MacAlg) => createHmac(digests[by], ledger).update(message).digest()
  return {
    mac: (message) => ({ mac: macBy(message, alg), alg, keyId: ledgerId }),
    macMatches: (message, mac, by, id) =>
      id === ledgerId && Object.hasOwn(digests, by) && macBy(message, by as MacAlg).equals(mac), // hasOwn has just checked the name
    seal: (plain) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', data, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return ['aes-256-gcm', dataId, ...[nonce, body, cipher.getAuthTag()].map((b) => b.toString('base64url'))].join(
        '.',
      )
    },
    unseal: (sealed) => {
      const [by, id, ...parts] = sealed.split('.')
      const [nonce, body, tag] = parts.map((p) => Buffer.from(p, 'base64url'))
      if (by !== 'aes-256-gcm' || id !== dataId || !nonce || !body || !tag)
        throw new Error('sealed with a key that is not here')
      const decipher = createDecipheriv('aes-256-gcm', data, nonce)
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    jobToken: (tenantId, job) => createHmac('sha256', jobs).update(`${tenantId}|${job}`).digest('base64url'),
    signCheckpoint: (text) => sign(null, Buffer.from(text), checkpoint).toString('base64url'),
    checkpointMatches: (text, signature) =>
      verify(null, Buffer.from(text), createPublicKey(checkpoint), Buffer.from(signature, 'base64url')),
  }
}

async function secret(path: string): Promise<Buffer> {
  const hex = await readOrMake(path, () => randomBytes(32).toString('hex'))
  return Buffer.from(hex.trim(), 'hex')
}

async function signingKey(path: string): Promise<KeyObject> {
  const make = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return createPrivateKey(await readOrMake(path, make))
}

async function readOrMake(path: string, make: () => string): Promise<string> {
  if (!existsSync(path)) makeOnce(path, make)
  return readFile(path, 'utf8')
}

function keyId(key: Buffer): string {
  return createHash('sha256').update('wutong key id').update(key).digest('hex').slice(0, 12)
}
