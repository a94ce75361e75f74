export const access = {
  passkey: 'Se connecter avec une clé d’accès',
  or: 'ou',
  passkeyFailed: 'La clé d’accès n’a pas répondu ou n’est pas connue ici. Réessayez, ou utilisez votre mot de passe.',
  waitLonger: 'Après cinq essais, chaque nouvel essai attend de 30 secondes à 15 minutes. Patientez, puis réessayez.',
  expired: 'Cette connexion a trop attendu. Recommencez avec votre mot de passe.',
  forgotten: 'Mot de passe oublié\u00a0?',
  startAgain: 'Recommencer',
  second: {
    title: 'Deuxième vérification', passkey: 'Utiliser ma clé d’accès', totp: 'Code de votre application', totpHelp: 'Six chiffres, renouvelés toutes les 30 secondes. Chaque code ne sert qu’une fois.',
    recovery: 'Code de secours', recoveryHelp: 'Un des dix codes donnés à l’inscription. Chacun ne sert qu’une fois.', useRecovery: 'Utiliser un code de secours', useOther: 'Revenir à l’autre méthode',
    confirm: 'Vérifier', wrong: 'Cette vérification n’a pas réussi. Attendez le code suivant, puis réessayez.', wrongRecovery: 'Ce code ne convient pas, ou il a déjà servi. Essayez-en un autre.',
  },
  enrol: {
    title: 'Protéger votre compte', why: 'Votre établissement demande une deuxième vérification à chaque connexion. Choisissez-en une\u00a0; cela prend une minute.',
    passkey: 'Une clé d’accès', passkeyHelp: 'Empreinte, visage ou code de cet appareil, ou une clé de sécurité.', totp: 'Une application de codes', totpHelp: 'Sur votre téléphone, par exemple FreeOTP ou Aegis.',
    scan: 'Scannez cette image avec l’application, puis saisissez le code qu’elle affiche.', qr: 'Image à scanner avec votre application de codes', secret: 'Vous ne pouvez pas scanner\u00a0? Saisissez cette clé\u00a0:', code: 'Code à six chiffres', confirm: 'Activer',
    wrong: 'Ce code ne correspond pas. Vérifiez l’heure du téléphone et saisissez le code affiché maintenant.', passkeyRefused: 'La clé d’accès n’a pas été créée. Réessayez ou choisissez l’application.', label: 'Nom de cette clé, si vous voulez',
  },
  codes: { title: 'Vos codes de secours', why: 'Si vous perdez votre téléphone ou votre clé, chacun de ces codes ouvre votre compte une fois. Ils ne seront plus montrés\u00a0: gardez-les en lieu sûr.', copy: 'Copier', copied: 'Copiés.', print: 'Imprimer', done: 'Je les ai gardés' },
  forgot: { title: 'Mot de passe oublié', help: 'Saisissez votre adresse. Si elle a un compte ici, vous recevrez un message pour choisir un nouveau mot de passe.', send: 'Envoyer le message', sent: 'Si cette adresse a un compte, un message vient de partir. Il sert pendant une heure.', back: 'Retour à la connexion' },
  welcome: {
    title: 'Choisir votre mot de passe', rule: 'Au moins 12 caractères. Une phrase de plusieurs mots convient très bien.', password: 'Nouveau mot de passe', again: 'Le même, encore une fois', save: 'Enregistrer',
    different: 'Les deux saisies diffèrent.', weak: 'Ce mot de passe est trop court ou trop courant. Choisissez une phrase de plusieurs mots.', gone: 'Ce message a déjà servi ou a expiré. Demandez-en un autre.', another: 'Demander un autre message', done: 'Mot de passe enregistré. Connectez-vous.',
  },
  factors: {
    title: 'Connexion et sécurité', none: 'Aucune deuxième vérification pour le moment. Avec elle, un mot de passe volé ne suffit pas pour entrer.', some: 'Ce que l’on vous demande pour vous connecter.',
    kinds: { totp: 'Application de codes', passkey: 'Clé d’accès' }, added: (day: string) => `Ajoutée ${day}`, left: (n: number) => (n === 1 ? 'Il en reste 1.' : `Il en reste ${n}.`),
    add: { totp: 'Ajouter une application de codes', passkey: 'Ajouter une clé d’accès' }, remove: 'Retirer', removeOf: (name: string) => `Retirer\u00a0: ${name}`, renew: 'Faire de nouveaux codes de secours', renewShort: 'Renouveler', renewing: 'Les codes que vous avez ne serviront plus.',
    saved: 'C’est enregistré.', removed: 'C’est retiré.', change: 'Changer', changePassword: 'Changer mon mot de passe', changing: 'Vos autres appareils seront déconnectés.', current: 'Mot de passe actuel', passwordChanged: 'Votre mot de passe est changé. Vos autres appareils sont déconnectés.',
    password: 'Votre mot de passe, pour confirmer', proof: 'Continuer', byPasskey: 'Confirmer avec ma clé d’accès', wrong: 'Ce n’est pas le bon mot de passe. Après cinq essais, patientez au moins 30 secondes.', last: 'Votre établissement demande une deuxième vérification\u00a0: ajoutez-en une autre avant de retirer celle-ci.',
    noPassword: 'Vous vous connectez par votre établissement\u00a0; il n’y a rien à régler ici.',
  },
}
