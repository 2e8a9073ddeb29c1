import { isolated } from '../bidi.ts'
import { formFor } from '../plural.ts'
import type { Texts } from '../texts.ts'
import { longTime, shortTime } from '../times.ts'

const span = (minutes: number): string => {
  const n = Math.max(1, minutes)
  return formFor({ one: 'دقيقة واحدة', two: 'دقيقتين', few: `${n} دقائق`, other: `${n} دقيقة` }, n, 'ar')
}
const desk = (contact: string | undefined): string => (contact === undefined ? 'فريق الدعم الفني' : isolated(contact))

// In an SMS of 70 characters one mark has to do: before the sender's name, and before a number that begins with a sign.
const RTL = '\u200f'
const LTR = '\u200e'
const shortDesk = (contact: string | undefined): string => (contact === undefined ? 'الدعم الفني' : LTR + contact)
const codeOf = (who: string): string => (who === '' ? 'رمزك ' : `رمز ${who}`)

// Every text begins with an Arabic word or a mark, so that what shows it takes it for right to left.
export const texts: Texts = {
  codeMail: ({ minutes, brand, host, contact }) => ({
    subject: `رمزك لتعيين كلمة مرور جديدة في ${brand}`,
    heading: 'رمزك الصالح لمرة واحدة',
    before: [`طُلب تعيين كلمة مرور جديدة لحسابك في ${isolated(brand)}. أدخل هذا الرمز في الصفحة التي تطلبه:`],
    after: [
      `يُستخدم الرمز مرة واحدة فقط، خلال ${span(minutes)}، وعلى ${isolated(host)} حصرًا. لن يطلبه منك أحد من ${isolated(brand)} أبدًا.`,
      `لم تطلب ذلك؟ لا داعي لفعل أي شيء: فمن دون الرمز تبقى كلمة مرورك كما هي. وإذا تكرر الأمر، فتواصل مع ${desk(contact)}.`
    ]
  }),
  codeSms: ({ code, minutes }) => [
    (who) => `${codeOf(who)}${code} صالح لمدة ${span(minutes)}. لا تشاركه مع أحد.`,
    (who) => `${codeOf(who)}${code} صالح ${span(minutes)}`,
    (who) => `${codeOf(who)}${code}`,
    (who) => `${who}${code}`
  ],
  changedMail: ({ at, area, brand, contact }) => ({
    subject: `تم تغيير كلمة مرورك في ${brand}`,
    heading: 'تم تغيير كلمة مرورك',
    before: [
      `تم تغيير كلمة مرور حسابك في ${isolated(brand)} بتاريخ ${longTime(at, 'ar-u-nu-latn')}${area && ` من الشبكة ${isolated(area)}`}.`
    ],
    after: [`إذا كنت أنت من غيّرها، فلا داعي لفعل أي شيء. وإلا فتواصل فورًا مع ${desk(contact)}.`]
  }),
  changedSms: ({ at, area, contact }) => [
    (who) =>
      `${RTL}${who}تغيرت كلمة مرورك في ${LTR}${shortTime(at)}${area && ` من الشبكة ${isolated(area)}`}. لست أنت؟ تواصل مع ${shortDesk(contact)}`,
    (who) => `${RTL}${who}تغيرت كلمة مرورك ${LTR}${shortTime(at)}. لست أنت؟ ${shortDesk(contact)}`,
    (who) => `${RTL}${who}تغيرت كلمة مرورك. لست أنت؟ تواصل مع ${shortDesk(contact)}`,
    (who) => `${RTL}${who}تغيرت كلمة مرورك. لست أنت؟ تواصل مع الدعم الفني`
  ],
  expiryMail: ({ at, brand, contact }) => ({
    subject: `تنتهي صلاحية كلمة مرورك في ${brand} قريبًا`,
    heading: 'تنتهي صلاحية كلمة مرورك قريبًا',
    before: [
      `تنتهي صلاحية كلمة مرور حسابك في ${isolated(brand)} بتاريخ ${longTime(at, 'ar-u-nu-latn')}. يُرجى تعيين كلمة مرور جديدة قبل ذلك من هنا:`
    ],
    after: [
      'لست متأكدًا من صحة هذه الرسالة؟ لا تفتح الرابط، بل اكتب العنوان الذي تعرفه بنفسك. لن يطلب منك أحد كلمة مرورك.',
      `إذا كنت قد عيّنت كلمة مرور جديدة بالفعل، فلا داعي لفعل أي شيء. وإذا احتجت إلى مساعدة، فتواصل مع ${desk(contact)}.`
    ]
  }),
  pausedMail: ({ brand, contact }) => ({
    subject: `كلمة مرور جديدة لحسابك في ${brand}`,
    heading: 'يُرجى التواصل مع الدعم الفني',
    before: [
      `طُلب تعيين كلمة مرور جديدة لحسابك في ${isolated(brand)}. حرصًا على سلامتك، هذه الخدمة موقوفة لحسابك حاليًا، إما لكثرة الرموز الخاطئة أو بقرار من المسؤول.`
    ],
    after: [
      `لم تتغير كلمة مرورك. إذا احتجت إلى كلمة مرور جديدة، فتواصل مع ${desk(contact)}. وإذا لم تكن أنت من طلبها، فيُرجى إبلاغهم بذلك أيضًا.`
    ]
  }),
  pausedSms: ({ contact }) => [
    (who) => `${RTL}${who}تغيير كلمة المرور موقوف لحسابك حاليًا. تواصل مع ${shortDesk(contact)}`,
    (who) => `${RTL}${who}تغيير كلمة مرورك موقوف. تواصل مع ${shortDesk(contact)}`,
    (who) => `${RTL}${who}تغيير كلمة مرورك موقوف. تواصل مع الدعم الفني`
  ]
}
