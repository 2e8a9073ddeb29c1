import type { Texts } from '../texts.ts'
import { longTime, shortTime } from '../times.ts'

const desk = (contact: string | undefined): string => contact ?? 'ヘルプデスク'

export const texts: Texts = {
  codeMail: ({ minutes, brand, host, contact }) => ({
    subject: `${brand}：新しいパスワードの確認コード`,
    heading: '確認コード',
    before: [`${brand}アカウントの新しいパスワードを設定するための確認コードです。お手続き中の画面に入力してください。`],
    after: [
      `このコードは${Math.max(1, minutes)}分間有効で、${host} でのみ、一度だけ使えます。${brand}の担当者がコードをお尋ねすることはありません。`,
      `お心当たりがない場合は、何もする必要はありません。コードがなければパスワードは変わりません。繰り返し届く場合は、${desk(contact)}までご連絡ください。`
    ]
  }),
  codeSms: ({ code, minutes }) => [
    (who) => `${who}確認コード ${code}（${Math.max(1, minutes)}分間有効）他人に教えないでください。`,
    (who) => `${who}確認コード ${code}（${Math.max(1, minutes)}分間有効）`,
    (who) => `${who}確認コード ${code}`,
    (who) => `${who}${code}`
  ],
  changedMail: ({ at, area, brand, contact }) => ({
    subject: `${brand}：パスワードが変更されました`,
    heading: 'パスワードが変更されました',
    before: [`${longTime(at, 'ja-JP')} に、${brand}アカウントのパスワードが変更されました。${area && `変更元のネットワーク：${area}`}`],
    after: [`ご本人による変更であれば、何もする必要はありません。お心当たりがない場合は、すぐに${desk(contact)}までご連絡ください。`]
  }),
  changedSms: ({ at, area, contact }) => [
    (who) => `${who}${shortTime(at)}にパスワードが変更されました${area && `（${area}）`}。心当たりがなければ${desk(contact)}へ。`,
    (who) => `${who}${shortTime(at)}にパスワードが変更されました。心当たりがなければ${desk(contact)}へ。`,
    (who) => `${who}${shortTime(at)}にパスワード変更。心当たりがなければ${desk(contact)}へ。`,
    (who) => `${who}パスワードが変更されました。心当たりがなければ${desk(contact)}へ。`,
    (who) => `${who}パスワードが変更されました。心当たりがなければヘルプデスクへ。`
  ],
  expiryMail: ({ at, brand, contact }) => ({
    subject: `${brand}：パスワードの有効期限が近づいています`,
    heading: 'パスワードの有効期限が近づいています',
    before: [
      `${brand}アカウントのパスワードは ${longTime(at, 'ja-JP')} に有効期限が切れます。それまでに、次のページで新しいパスワードを設定してください。`
    ],
    after: [
      'このメールが本物かどうか確信が持てない場合は、リンクを開かず、ご存じのアドレスをご自身で入力してください。パスワードをお尋ねすることはありません。',
      `すでに新しいパスワードを設定された場合は、何もする必要はありません。お困りの場合は、${desk(contact)}までご連絡ください。`
    ]
  }),
  pausedMail: ({ brand, contact }) => ({
    subject: `${brand}：パスワードの再設定について`,
    heading: 'ヘルプデスクにご連絡ください',
    before: [
      `${brand}アカウントの新しいパスワードの設定が申し込まれました。安全のため、誤ったコードが続いたか管理者の操作により、このアカウントではご自身での再設定を停止しています。`
    ],
    after: [
      `パスワードは変わっていません。再設定が必要な場合は、${desk(contact)}までご連絡ください。お心当たりがない場合も、お知らせください。`
    ]
  }),
  pausedSms: ({ contact }) => [
    (who) => `${who}パスワードの再設定は停止中です。${desk(contact)}へご連絡ください。`,
    (who) => `${who}パスワードの再設定は停止中です。ヘルプデスクへご連絡ください。`
  ]
}
