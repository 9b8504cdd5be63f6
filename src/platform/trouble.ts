/** What stops a start or a command, in one line that says what the person at the machine can do about it. */

export class Trouble extends Error {
  constructor(line: string, cause?: unknown) {
    super(line, cause === undefined ? undefined : { cause })
    this.name = 'Trouble'
  }
}

/** Recognises the faults of a machine (full disk, no rights, no database); null is a fault of ours. */
export function troubleOf(error: unknown): Trouble | null {
  for (const one of withCauses(error)) {
    if (one instanceof Trouble) return one
    const line = lineFor(one)
    if (line) return new Trouble(line, error)
  }
  return null
}

type Fault = { code?: unknown; path?: unknown; port?: unknown; address?: unknown; message?: unknown; syscall?: unknown }

function lineFor(fault: Fault): string | null {
  const path = typeof fault.path === 'string' ? fault.path : '数据文件夹'
  switch (fault.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case '53100':
      return '磁盘已满，数据没有写入：请清出空间（至少 500 MB）后重新运行。'
    case 'EADDRINUSE':
      return `端口 ${String(fault.port ?? '')} 已被占用：请停掉占用它的程序，或换一个端口，例如 PORT=8081 npm start。`
    case 'EADDRNOTAVAIL':
      return `本机没有地址 ${String(fault.address ?? '')}：请检查 HOST。`
    case 'EACCES':
    case 'EPERM':
      if (fault.syscall === 'listen')
        return `没有权限使用端口 ${String(fault.port ?? '')}：请换用 1024 以上的端口，例如 PORT=8080。`
      return `没有权限读写 ${path}：请换用有权限的用户，或用 DATA_DIR 指定自己的文件夹。`
    case 'ENOTDIR':
    case 'ENOENT':
    case 'EEXIST':
    case 'ENAMETOOLONG':
      if (fault.syscall !== 'mkdir') return null
      return `不能创建文件夹 ${path}：请检查 DATA_DIR 所写的路径。`
    case 'EROFS':
      return `${path} 所在磁盘只读：请用 DATA_DIR 指定可写的文件夹。`
    case 'EMFILE':
    case 'ENFILE':
      return '系统允许打开的文件数太少：请运行 ulimit -n 4096 后重试。'
    default:
      return databaseLineFor(fault)
  }
}

function databaseLineFor(fault: Fault): string | null {
  switch (fault.code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return '连不上数据库：请检查 DATABASE_URL 的地址和端口，并确认数据库已启动。'
    case '28P01':
    case '28000':
      return '数据库拒绝登录：请检查 DATABASE_URL、MIGRATION_DATABASE_URL、LOGIN_DATABASE_URL 中的用户名和密码。'
    case '3D000':
      return 'DATABASE_URL 中的数据库不存在：请先创建它。'
    case '53300':
      return '数据库连接数已用完：请调大 max_connections，或调小 APP_POOL。'
    default:
      return null
  }
}

function* withCauses(error: unknown): Generator<Fault> {
  for (let one = error, depth = 0; typeof one === 'object' && one !== null && depth < 8; depth += 1) {
    yield one
    if (one instanceof AggregateError) for (const inner of one.errors) yield* withCauses(inner)
    one = one instanceof Error ? one.cause : null
  }
}
