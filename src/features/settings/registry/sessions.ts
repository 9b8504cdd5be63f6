/** What the security administrator may change: how long a device stays signed in, how long a password must be. */
import { numberSetting } from '../model.ts'

export const rememberDays = numberSetting({
  key: 'session.rememberDays',
  title: '登录保持天数',
  about: '勾选“在这台设备上保持登录”的设备保持登录多少天；对此后的登录起算',
  unit: '天',
  default: 30,
  min: 1,
  max: 90,
  source: '系统默认值（OWASP ASVS 5.0 V7.3：由风险评估确定）',
  scope: 'city',
  setBy: 'security-admin',
})

export const minLength = numberSetting({
  key: 'password.minLength',
  title: '密码最短位数',
  about: '修改密码时新密码至少多少位；已有密码不受影响',
  unit: '位',
  default: 10,
  min: 8,
  max: 32,
  source: '系统默认值（GB/T 22239—2019 8.1.4.1：身份鉴别信息具有复杂度要求）',
  scope: 'city',
  setBy: 'security-admin',
})
