/** bin/wutong audit verify: reads every city's ledger past the application and prints what does not fit. */
import { existsSync } from 'node:fs'
import { migratorUrl } from '#app/cli/data.ts'
import { readConfig } from '#platform/config.ts'
import { loadKeys } from '#platform/keys.ts'
import { auditLedger, auditor, citiesToAudit } from '#platform/ledger-audit.ts'
import { Trouble } from '#platform/trouble.ts'

/** Exit code 0 when all fits, 1 when anything was found. `dir` is the copy of the checkpoints that another host keeps. */
export async function auditCity(dir: string | undefined, say: (line: string) => void): Promise<number> {
  const config = readConfig()
  const keys = await loadKeys(config.keysDir)
  const checkpoints = dir ?? config.checkpointDir
  // without the notes kept elsewhere a cut tail cannot be seen: that must not pass for "all fits"
  if (!existsSync(checkpoints)) {
    throw new Trouble(
      `没有检查点文件夹 ${checkpoints}：请用 --checkpoints 指出检查点的副本；新装的系统运行半分钟后才有第一个。`,
    )
  }
  return migratorUrl(say, async (url) => {
    let findings = 0
    for (const tenantId of await cities(url, checkpoints)) {
      const audit = await auditLedger(url, tenantId, keys, checkpoints)
      say(
        `${tenantId}：${audit.lines} 条、${audit.seals} 个封签、${audit.checkpoints} 个检查点，检查点证明到第 ${audit.upTo} 号`,
      )
      for (const finding of audit.findings) say(`  ✗ ${finding.say}`)
      findings += audit.findings.length
    }
    say(
      findings === 0
        ? '✓ 账本完整。最近 60 秒内的记录，以及唯一一台主机的 root，本核验不能证明。'
        : `✗ 发现 ${findings} 处问题`,
    )
    return findings === 0 ? 0 : 1
  })
}

async function cities(url: string, dir: string): Promise<string[]> {
  const client = await auditor(url)
  try {
    return await citiesToAudit(client, dir)
  } finally {
    await client.end()
  }
}
