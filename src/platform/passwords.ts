/** Passwords are kept as Argon2id; the cost follows OWASP's 2024 floor (19 MiB, 2 passes, 1 lane). */
import { hash, verify } from '@node-rs/argon2'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

export function passwordMatches(stored: string, password: string): Promise<boolean> {
  return verify(stored, password)
}

/** Verified against when the account does not exist, so that the answer takes as long as for one that does. */
export const nobodysHash = hashPassword('nobody')
