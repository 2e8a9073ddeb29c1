import type { Texts } from '../texts.ts'
import { longTime, shortTime } from '../times.ts'

const span = (minutes: number): string => (minutes <= 1 ? 'un minuto' : `${minutes} minutos`)
const desk = (contact: string | undefined): string => contact ?? 'su servicio de asistencia'

// One á, í, ó or ú, which the GSM alphabet has not, would leave an SMS 70 characters: the short texts do without, and without «código».
export const texts: Texts = {
  codeMail: ({ minutes, brand, host, contact }) => ({
    subject: `Su código para una nueva contraseña de ${brand}`,
    heading: 'Su código de un solo uso',
    before: [`Se ha solicitado una nueva contraseña para su cuenta de ${brand}. Introduzca este código en la página que se lo pide:`],
    after: [
      `El código sirve una sola vez, durante ${span(minutes)} y únicamente en ${host}. Nadie de ${brand} se lo pedirá nunca.`,
      `¿No ha sido usted? No tiene que hacer nada: sin el código, su contraseña sigue siendo la misma. Si vuelve a ocurrir, póngase en contacto con ${desk(contact)}.`
    ]
  }),
  codeSms: ({ code, minutes }) => [
    (who) =>
      `${who}Use ${code} para crear su nueva contraseña. Vence en ${span(minutes)}. No lo comparta con nadie. Si no lo ha pedido, ignore este SMS.`,
    (who) => `${who}Use ${code} para crear su nueva contraseña. Vence en ${span(minutes)}. No lo comparta con nadie.`,
    (who) => `${who}Use ${code} para crear su nueva contraseña. No lo comparta con nadie.`,
    (who) => `${who}Use ${code} para su nueva contraseña.`,
    (who) => `${who}${code}`
  ],
  changedMail: ({ at, area, brand, contact }) => ({
    subject: `Su contraseña de ${brand} ha cambiado`,
    heading: 'Su contraseña ha cambiado',
    before: [`La contraseña de su cuenta de ${brand} se cambió el ${longTime(at, 'es-ES')}${area && ` desde la red ${area}`}.`],
    after: [`Si ha sido usted, todo está en orden. Si no, póngase en contacto de inmediato con ${desk(contact)}.`]
  }),
  changedSms: ({ at, area, contact }) => [
    (who) =>
      `${who}Su contraseña ha cambiado el ${shortTime(at)}${area && ` desde la red ${area}`}. ¿No ha sido usted? Contacte ya con ${desk(contact)}.`,
    (who) => `${who}Su contraseña ha cambiado el ${shortTime(at)}. ¿No ha sido usted? Contacte ya con ${desk(contact)}.`,
    (who) => `${who}Su contraseña ha cambiado el ${shortTime(at)}. ¿No ha sido usted? Contacte con su servicio de asistencia.`,
    (who) => `${who}Su contraseña ha cambiado. ¿No ha sido usted? Contacte con su servicio de asistencia.`
  ],
  expiryMail: ({ at, brand, contact }) => ({
    subject: `Su contraseña de ${brand} caduca pronto`,
    heading: 'Su contraseña caduca pronto',
    before: [`La contraseña de su cuenta de ${brand} caduca el ${longTime(at, 'es-ES')}. Establezca antes una nueva aquí:`],
    after: [
      '¿No está seguro de que este mensaje sea auténtico? Entonces no siga el enlace y escriba la dirección que conoce. Nadie le pedirá su contraseña.',
      `Si ya ha establecido una contraseña nueva, no tiene que hacer nada. Si necesita ayuda, póngase en contacto con ${desk(contact)}.`
    ]
  }),
  pausedMail: ({ brand, contact }) => ({
    subject: `Una nueva contraseña para su cuenta de ${brand}`,
    heading: 'Póngase en contacto con el servicio de asistencia',
    before: [
      `Se ha solicitado una nueva contraseña para su cuenta de ${brand}. Por su seguridad, esta opción está suspendida en su cuenta, tras demasiados códigos incorrectos o por decisión de un administrador.`
    ],
    after: [
      `Su contraseña no ha cambiado. Si necesita una nueva, póngase en contacto con ${desk(contact)}. Si no la ha solicitado usted, le rogamos que también lo comunique.`
    ]
  }),
  pausedSms: ({ contact }) => [
    (who) => `${who}Se ha suspendido el restablecimiento de su contraseña. Contacte con ${desk(contact)}.`,
    (who) => `${who}Se ha suspendido el restablecimiento de su contraseña. Contacte con su servicio de asistencia.`,
    (who) => `${who}Contacte con su servicio de asistencia para cambiar su contraseña.`
  ]
}
