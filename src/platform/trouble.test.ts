/** The machine's faults in the words of the person who has to mend them; a bug is never dressed up as one. */
import { expect, test } from 'vitest'
import { Trouble, troubleOf } from './trouble.ts'

const fault = (fields: object) => Object.assign(new Error('x'), fields)

test.each([
  [fault({ code: 'ENOSPC' }), '磁盘已满'],
  [fault({ code: '53100' }), '磁盘已满'],
  [fault({ code: 'EADDRINUSE', port: 8080 }), '端口 8080 已被占用'],
  [fault({ code: 'EACCES', path: '/srv/data' }), '没有权限读写 /srv/data'],
  [fault({ code: 'EACCES', syscall: 'listen', port: 80 }), '没有权限使用端口 80'],
  [fault({ code: 'ENOTDIR', path: '/a/file/data', syscall: 'mkdir' }), '不能创建文件夹 /a/file/data'],
  [fault({ code: 'EROFS', path: '/srv/data' }), '只读'],
  [fault({ code: 'ECONNREFUSED' }), '连不上数据库'],
  [fault({ code: '28P01' }), '数据库拒绝登录'],
  [fault({ code: '3D000' }), '数据库不存在'],
  [new AggregateError([fault({ code: 'ECONNREFUSED' })]), '连不上数据库'],
  [new Error('migration failed', { cause: fault({ code: '53100' }) }), '磁盘已满'],
  [new Trouble('请先登录。'), '请先登录。'],
])('%s', (error, says) => {
  const line = troubleOf(error)?.message ?? ''
  expect(line).toContain(says)
  expect(line).toMatch(/。$/)
  expect(line).not.toContain('\n')
})

test.each([
  [new TypeError('x is not a function')],
  [fault({ code: 'ENOENT', syscall: 'open' })],
  [fault({ code: '42P01' })],
  ['text'],
  [null],
  [undefined],
])('a bug stays a bug: %s', (error) => {
  expect(troubleOf(error)).toBeNull()
})
