/** What has been started and must be stopped again, last first, within ten seconds. */
import { Trouble } from '#platform/trouble.ts'

type Stop = { readonly name: string; readonly run: () => Promise<void> | void }

export class Shutdown {
  private readonly stops: Stop[] = []
  private ending: Promise<readonly Trouble[]> | null = null

  get begun(): boolean {
    return this.ending !== null
  }

  /** To be called as soon as the thing lives. When the end has begun meanwhile, it is stopped at once and the start breaks off. */
  async add(name: string, run: Stop['run']): Promise<void> {
    if (this.ending === null) {
      this.stops.push({ name, run })
      return
    }
    await run()
    throw new Trouble('启动已被中断。')
  }

  /** Whatever one stop does, the others still run; what failed or hung is returned. */
  run(milliseconds = 9000): Promise<readonly Trouble[]> {
    this.ending ??= this.stopAll(Date.now() + milliseconds)
    return this.ending
  }

  private async stopAll(deadline: number): Promise<readonly Trouble[]> {
    const troubles: Trouble[] = []
    for (let stop = this.stops.pop(); stop; stop = this.stops.pop()) {
      // each later one keeps half of what is left, so that a server that hangs never costs the database its orderly end
      const patience = Math.max(500, (deadline - Date.now()) / (this.stops.length > 0 ? 2 : 1))
      const { name, run } = stop
      const timer = Promise.withResolvers<Trouble>()
      const alarm = setTimeout(() => timer.resolve(new Trouble(`${name}没有按时停下。`)), patience)
      const outcome = await Promise.race([attempt(name, run), timer.promise])
      clearTimeout(alarm)
      if (outcome) troubles.push(outcome)
    }
    return troubles
  }
}

async function attempt(name: string, run: Stop['run']): Promise<Trouble | null> {
  try {
    await run()
    return null
  } catch (error) {
    return new Trouble(`${name}停止时出错：${error instanceof Error ? error.message : String(error)}`, error)
  }
}
