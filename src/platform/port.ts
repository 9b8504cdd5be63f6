/** Whether the address at which the city answers is free: listens for a moment, rejects with the system's own error. */
import net from 'node:net'

export function tryPort(address: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen({ port: address.port, host: address.host }, () => server.close(() => resolve()))
  })
}
