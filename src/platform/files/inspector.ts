/** Runs as a process of its own, with little memory and no rights but to read one file: says on one line what the file is, or why not. */
import { readFileSync } from 'node:fs'
import { Refused } from './checks/refused.ts'
import { checkWhole } from './checks/whole.ts'

const [path = '', name = ''] = process.argv.slice(2)
try {
  process.stdout.write(JSON.stringify(checkWhole(readFileSync(path), name)))
} catch (error) {
  if (error instanceof Refused) process.stdout.write(JSON.stringify({ refused: error.message }))
  // a structure that no check foresaw: whoever reads past the end of a buffer met a liar
  else if (error instanceof RangeError)
    process.stdout.write(JSON.stringify({ refused: '文件不完整或已损坏，请重新导出后再传' }))
  else throw error
}
