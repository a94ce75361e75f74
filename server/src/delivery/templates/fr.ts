import { DateTime } from 'luxon'
import type { House, Templates, Words } from './words.ts'

const digits = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf']
const spelled = (code: string): string => Array.from(code, (digit) => digits[Number(digit)] ?? digit).join(', ')
const when = (instant: string, { timeZone }: House) => DateTime.fromISO(instant, { zone: timeZone, locale: 'fr' })
const short = (instant: string, house: House): string => when(instant, house).toFormat("dd/MM 'à' H'h'mm")
/** The town of the time zone: a patient of La Réunion is not at the hospital's hour. */
const town = ({ timeZone }: House): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
const long = (instant: string, house: House): string => `${when(instant, house).toFormat("cccc d LLLL 'à' H'h'mm")} (heure de ${town(house)})`
const help = ({ phone }: House): string => `Une question, un doute ? Appelez le ${phone}.`
const urgent = 'En cas d’urgence, appelez le 15 ou le 112.'
const notAsked = 'Vous n’avez rien demandé ? Ne faites rien, et dites-le-nous par téléphone.'
const callUs = ({ phone }: House): string => `Rappelez-nous au ${phone}. Je répète : ${phone}.`

const link = (first: string, again: boolean) => ({ url, scheduledAt }: { url: string; scheduledAt: string }, house: House): Words => ({
  sms: `${again ? 'Nouveau lien. ' : ''}Rendez-vous vidéo le ${short(scheduledAt, house)} : ${url} Aide : ${house.phone}`,
  voice: `Bonjour. Vous avez un rendez-vous en vidéo, ${long(scheduledAt, house)}. Votre lien personnel ne peut pas être lu au téléphone. ${callUs(house)}`,
  mail: {
    subject: again ? 'Votre nouveau lien personnel' : 'Votre rendez-vous en vidéo',
    paragraphs: [first, `Votre rendez-vous en vidéo a lieu ${long(scheduledAt, house)}.`, 'Ouvrez votre lien quelques minutes avant. Il n’y a rien à installer.'],
    action: { label: 'Ouvrir mon rendez-vous', url },
    after: ['Ce lien est personnel : ne le transmettez à personne.', help(house), urgent],
  },
})

const questions = (again: boolean) => ({ url, scheduledAt }: { url: string; scheduledAt: string }, house: House): Words => ({
  sms: `${again ? 'Rappel. ' : ''}Rdv ${short(scheduledAt, house)}. Avant, 5 min de questions : ${url} Aide : ${house.phone}`,
  voice: `Bonjour. Vous avez un rendez-vous en vidéo, ${long(scheduledAt, house)}. Quelques questions vous attendent avant ce rendez-vous. Nous pouvons vous les poser par téléphone. ${callUs(house)}`,
  mail: {
    subject: again ? 'Rappel : quelques questions avant votre rendez-vous' : 'Quelques questions avant votre rendez-vous',
    paragraphs: [`Votre rendez-vous en vidéo a lieu ${long(scheduledAt, house)}.`, 'Merci de répondre avant à quelques questions sur votre état : cela prend environ 5 minutes, et votre médecin les lira avec vous.', 'Un proche peut répondre pour vous. Vous pouvez vous arrêter et reprendre plus tard.'],
    action: { label: 'Répondre aux questions', url },
    after: ['Ce lien ouvre aussi votre rendez-vous. Il est personnel : ne le transmettez à personne.', help(house), 'Vos réponses ne sont pas lues aussitôt. En cas d’urgence, appelez le 15 ou le 112.'],
  },
})

const between = (again: boolean) => ({ url, dueAt }: { url: string; dueAt: string }, house: House): Words => ({
  sms: `${again ? 'Rappel. ' : ''}5 min de questions avant le ${short(dueAt, house)} : ${url} Aide : ${house.phone}`,
  voice: `Bonjour. Comme convenu, quelques questions vous attendent, jusqu’à ${long(dueAt, house)}. Nous pouvons vous les poser par téléphone. ${callUs(house)}`,
  mail: {
    subject: again ? 'Rappel : comment allez-vous ?' : 'Comment allez-vous ?',
    paragraphs: ['Comme convenu avec votre équipe, voici quelques questions sur votre état. Cela prend environ 5 minutes.', `Merci d’y répondre avant ${long(dueAt, house)}.`, 'Un proche peut répondre pour vous. Vous pouvez vous arrêter et reprendre plus tard.'],
    action: { label: 'Répondre aux questions', url },
    after: ['Ce lien n’ouvre que ces questions. Il est personnel : ne le transmettez à personne.', help(house), 'Vos réponses sont lues aux heures de service, pas aussitôt. En cas d’urgence, appelez le 15 ou le 112.'],
  },
})

/** No « ê ç ô û ’ » in text messages: they are not in GSM 03.38, and one of them halves what fits. */
export const fr: Templates = {
  link: link('Voici votre lien personnel.', false),
  linkAgain: link('Voici votre nouveau lien personnel. L’ancien ne fonctionne plus.', true),
  code: ({ code, minutes }, house) => ({
    sms: `${code} est votre code. Il sert ${minutes} minutes. Personne ne vous le demandera au téléphone. Aide : ${house.phone}`,
    voice: `Bonjour. Votre code est : ${spelled(code)}. Je répète : ${spelled(code)}. Il sert ${minutes} minutes. Personne ne vous le demandera.`,
    mail: {
      subject: 'Votre code', paragraphs: ['Voici votre code.'], code,
      after: [`Il sert ${minutes} minutes, une seule fois. Personne ne vous le demandera au téléphone.`, notAsked, help(house)],
    },
  }),
  invitation: ({ url, hours }, house) => ({
    sms: `Compte ouvert. Mot de passe à choisir sous ${hours} h : ${url} Aide : ${house.phone}`,
    voice: `Bonjour. Votre compte de téléconsultation est ouvert. ${callUs(house)}`,
    mail: {
      subject: 'Votre compte est ouvert', paragraphs: ['Votre compte de téléconsultation est ouvert. Il reste à choisir votre mot de passe.'],
      action: { label: 'Choisir mon mot de passe', url },
      after: [`Ce lien sert une fois, pendant ${hours} heures. Il est personnel.`, help(house)],
    },
  }),
  questionnaire: questions(false),
  questionnaireReminder: questions(true),
  followUp: between(false),
  followUpReminder: between(true),
  passwordReset: ({ url, minutes }, house) => ({
    sms: `Nouveau mot de passe (${minutes} min) : ${url} Pas vous ? Appelez ${house.phone}`,
    voice: `Bonjour. Un nouveau mot de passe a été demandé pour votre compte. ${callUs(house)}`,
    mail: {
      subject: 'Choisir un nouveau mot de passe', paragraphs: ['Un nouveau mot de passe a été demandé pour votre compte.'],
      action: { label: 'Choisir un nouveau mot de passe', url },
      after: [`Ce lien sert une fois, pendant ${minutes} minutes.`, notAsked, help(house)],
    },
  }),
  alertWaiting: ({ url, hours }, house) => ({
    sms: `Une alerte attend${hours > 0 ? ` depuis ${hours} h` : ''}. Ouvrez la liste : ${url} Aide : ${house.phone}`,
    voice: `Bonjour. Une alerte attend${hours > 0 ? ` depuis ${hours} heures` : ''}, et personne ne l'a encore vue. ${callUs(house)}`,
    mail: {
      subject: hours > 0 ? `Une alerte attend depuis ${hours} h` : 'Une alerte attend', paragraphs: ['Personne ne l’a encore vue. Elle vous est transmise.'],
      action: { label: 'Ouvrir la liste des alertes', url }, after: ['Ce message ne dit rien de la personne concernée : ouvrez la liste pour le savoir.', help(house)],
    },
  }),
}
