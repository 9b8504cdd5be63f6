/** The two cookies that a browser keeps for the city: the session, and the name of the device for lockout. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const cookieName = (https: boolean) => (https ? '__Host-wutong' : 'wutong')
const deviceCookie = (https: boolean) => (https ? '__Host-wutong-device' : 'wutong-device')

export function tokenOf(request: FastifyRequest, https: boolean): string | null {
  return request.cookies[cookieName(https)] ?? null
}

export function tokenSetter(reply: FastifyReply, https: boolean) {
  return (token: string | null, lastsSeconds: number | null) => {
    const options = { path: '/', httpOnly: true, secure: https, sameSite: 'strict' as const }
    if (token === null) reply.clearCookie(cookieName(https), options).header('clear-site-data', '"cache"')
    else
      reply.setCookie(cookieName(https), token, lastsSeconds === null ? options : { ...options, maxAge: lastsSeconds })
  }
}

/** Names the device for lockout: a stranger guessing passwords must not lock the owner's own phone. */
export function deviceOf(request: FastifyRequest, reply: FastifyReply, https: boolean): string {
  const told = request.cookies[deviceCookie(https)]
  // anybody can make a name up: it counts only once this device has signed in to the account, else the address counts
  const device = told && /^[\w-]{36}$/.test(told) ? told : randomUUID()
  if (device !== told)
    reply.setCookie(deviceCookie(https), device, {
      path: '/',
      httpOnly: true,
      secure: https,
      sameSite: 'strict',
      maxAge: 400 * 86_400,
    })
  return device
}
