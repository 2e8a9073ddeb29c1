import type { PageWords } from './en.ts'

/** The page in Spanish. */
export const es: PageWords = {
  locale: 'es',
  formats: 'es',
  sentenceGap: ' ',
  progress: 'Paso {step} de {total}',
  title: '{heading} · {brand}',
  identify: {
    heading: 'Restablecer su contraseña',
    lead: 'Le enviaremos un código de un solo uso.',
    label: 'Nombre de usuario',
    hint: 'El nombre con el que inicia sesión. Puede que también sirva su dirección de correo.',
    action: 'Continuar',
    missing: 'Introduzca su nombre de usuario.',
    invalid: 'Esto no puede ser un nombre de usuario. Compruébelo e inténtelo de nuevo.',
    resume: 'Seguir con el restablecimiento que empezó'
  },
  locating: {
    heading: 'Un momento, por favor',
    lead: 'Estamos preparando sus opciones. Tardaremos unos segundos.',
    retry: 'Intentar de nuevo'
  },
  choose: {
    heading: '¿Cómo enviamos el código?',
    lead: 'Si la cuenta existe, el código irá adonde usted elija.',
    email: 'Correo electrónico',
    sms: 'SMS',
    emailHint: 'A la dirección de correo registrada para usted',
    smsHint: 'Un mensaje al número de móvil registrado para usted',
    action: 'Enviar el código',
    wait: 'Enviar el código en {time}',
    missing: 'Elija adónde debe ir el código.',
    back: 'Ya tengo un código'
  },
  code: {
    heading: 'Introduzca su código',
    sent: 'Si la cuenta existe, se ha enviado un código.',
    email: 'Si la cuenta existe, se ha enviado un código por correo.',
    sms: 'Si la cuenta existe, se ha enviado un código por SMS.',
    masked: 'Si la cuenta existe, se ha enviado un código a {address}.',
    emailHint: 'Puede tardar un minuto. Mire también en la carpeta de correo no deseado.',
    smsHint: 'Puede tardar un minuto en llegar.',
    label: 'Código de {digits} dígitos',
    action: 'Continuar',
    incomplete: 'Introduzca los {digits} dígitos del código.',
    rejected: 'Este código es incorrecto o ya no es válido.',
    attempts: { one: 'Le queda {n} intento.', other: 'Le quedan {n} intentos.' },
    life: 'Validez restante del código: {time}.',
    soon: 'El código caduca en {time}.',
    over: 'El código ha caducado. Solicite uno nuevo.',
    overForGood: 'El código ha caducado. Empiece de nuevo para recibir otro.',
    resend: 'Enviar un código nuevo',
    wait: 'Código nuevo en {time}',
    resent: 'Un código nuevo está en camino. Solo sirve el más reciente.',
    noMore: 'No se pueden enviar más códigos para este restablecimiento.',
    another: 'Enviarlo de otra forma',
    restart: 'Empezar de nuevo'
  },
  password: {
    heading: 'Elija una contraseña nueva',
    lead: 'Su código era correcto.',
    label: 'Contraseña nueva',
    show: 'Mostrar la contraseña',
    hide: 'Ocultar la contraseña',
    rules: 'Requisitos',
    broken: 'no se cumple',
    met: 'se cumple',
    unmet: 'todavía no se cumple',
    later: 'se comprueba al guardar',
    tally: 'Requisitos cumplidos: {met} de {total}.',
    suggest: 'Sugerir una contraseña',
    suggested: 'Hay una sugerencia a la vista en el campo. Anótela o deje que el navegador la guarde.',
    tip: 'Varias palabras sin relación entre sí forman una contraseña segura y fácil de recordar.',
    action: 'Cambiar la contraseña',
    missing: 'Introduzca una contraseña nueva.',
    refused: {
      one: 'La contraseña no se ha aceptado: no se cumple {n} requisito.',
      other: 'La contraseña no se ha aceptado: no se cumplen {n} requisitos.'
    },
    unaccepted: 'La contraseña no se ha aceptado. Elija otra.',
    life: 'Tiempo restante para terminar: {time}.'
  },
  saving: {
    heading: 'Guardando su contraseña nueva',
    lead: 'Tardaremos unos segundos. Puede quedarse en esta página.'
  },
  done: {
    heading: 'Su contraseña ha cambiado',
    lead: 'Ya puede iniciar sesión con ella. Algunos sistemas pueden tardar un minuto en reconocerla.',
    devices: 'Los teléfonos, programas de correo y redes wifi que recuerdan la contraseña anterior necesitan la nueva.',
    others: 'Si es posible que otra persona conociera la anterior, cierre la sesión en todos los sitios donde siga abierta.',
    notice: 'Enviaremos un aviso de este cambio a todas las direcciones y números registrados para usted.',
    again: 'Restablecer otra contraseña'
  },
  back: 'Volver al inicio de sesión',
  ended: {
    action: 'Empezar de nuevo',
    expired: {
      heading: 'Se ha agotado el tiempo',
      lead: 'Este restablecimiento ha tardado demasiado y ha terminado. Su contraseña no ha cambiado.'
    },
    locked: {
      heading: 'Demasiados códigos incorrectos',
      lead: 'Para proteger la cuenta, este restablecimiento ha terminado. Su contraseña no ha cambiado.'
    },
    gone: {
      heading: 'Aquí no se puede continuar',
      lead: 'Puede que este restablecimiento se haya empezado de nuevo en otra pestaña u otro navegador. Siga allí o empiece de nuevo.'
    },
    rejected: {
      heading: 'Este restablecimiento ya no sirve',
      lead: 'Puede que la contraseña se haya cambiado entretanto con otro restablecimiento. Puede empezar de nuevo.'
    }
  },
  notice: {
    offline: 'Parece que no hay conexión. Inténtelo de nuevo cuando se haya conectado.',
    unavailable: 'Ahora mismo no se puede acceder al servicio. Inténtelo de nuevo en un momento.',
    problem: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo.',
    kept: 'No se ha perdido nada de lo que ha escrito.',
    tooMany: 'Demasiados intentos desde aquí o con este nombre. Inténtelo más tarde.',
    tooManyUntil: 'Demasiados intentos desde aquí o con este nombre. Inténtelo de nuevo en {time}.',
    ended: 'Su restablecimiento anterior ha terminado. Puede empezar de nuevo aquí.',
    refused: 'Este formulario había caducado o su navegador no guarda cookies de este sitio. Inténtelo de nuevo.',
    retry: 'Intentar de nuevo'
  },
  foot: { contact: '¿Necesita ayuda? {contact}', language: 'Idioma' }
}
