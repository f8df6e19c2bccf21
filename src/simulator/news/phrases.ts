/** What news says in one language. `{name}`, `{percent}` and `{city}` are filled in. */
export interface Phrases {
  readonly headlines: readonly string[]
  readonly sentences: readonly string[]
}

/** Made-up phrases by language. */
export const phrases: Readonly<Record<string, Phrases>> = {
  en: {
    headlines: [
      '{name} raises full-year outlook after strong quarter',
      '{name} shares fall {percent} pct after profit warning',
      '{name} to buy rival in all-share deal',
      '{name} names new chief executive',
      '{name} Q3 revenue up {percent} pct, beats estimates',
      'Regulator opens inquiry into {name}',
      'BRIEF-{name} proposes interim dividend',
    ],
    sentences: [
      '{name} said on its website that orders had grown by {percent} percent from a year ago.',
      'Analysts had expected less, and some of them said they would look at their estimates again.',
      'The company employs people in more than 40 countries and has no plans to close any of its sites.',
      'Its shares moved by {percent} percent in early trading, in line with the sector.',
      'A spokeswoman declined to say when the board would meet again.',
      'Costs of energy and freight were lower than in the quarter before.',
    ],
  },
  de: {
    headlines: [
      '{name} hebt Prognose nach starkem Quartal an',
      'Aktie von {name} verliert {percent} Prozent',
      '{name} kündigt Übernahme an',
    ],
    sentences: [
      '{name} teilte mit, die Aufträge seien um {percent} Prozent gewachsen.',
      'Analysten hatten mit weniger gerechnet und wollen ihre Schätzungen überprüfen.',
      'Zu den Kosten für Energie äußerte sich das Unternehmen nicht.',
    ],
  },
  fr: {
    headlines: [
      '{name} relève ses prévisions après un bon trimestre',
      "L'action {name} perd {percent}%",
      '{name} annonce une acquisition',
    ],
    sentences: [
      '{name} a annoncé une hausse de {percent}% de ses commandes.',
      "Les analystes s'attendaient à moins et pourraient revoir leurs estimations.",
      "Le groupe n'a pas commenté le coût de l'énergie.",
    ],
  },
}
