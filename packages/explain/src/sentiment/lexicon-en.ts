import { englishPhrases } from './phrases-en.ts'
import { marksOf, words, type Lexicon } from './lexicon.ts'

// Words and weights are our own: written from what customers say about services, and tuned on the
// development part of the labelled set only.
const marks = marksOf([
  {
    weight: 3,
    words: `excellent outstanding superb brilliant amazing fantastic wonderful perfect perfectly awesome
      fabulous exceptional magnificent terrific phenomenal flawless delighted thrilled love loves loved
      adore best incredible stunning sensational exemplary unbeatable world-class first-class faultless
      impeccable marvellous marvelous`,
  },
  {
    weight: 2,
    words: `great good happy pleased glad satisfied friendly helpful kind kindly lovely nice pleasant polite
      courteous professional competent knowledgeable reliable dependable trustworthy honest efficient
      effective smooth smoothly easy effortless intuitive convenient comfortable cosy clean spotless
      tidy fresh delicious tasty beautiful gorgeous charming elegant enjoyable enjoy enjoyed impressed
      impressive recommend recommended recommendable grateful thankful appreciate appreciated fair attentive caring
      gentle thorough responsive prompt promptly punctual generous welcoming pleasure joy superior
      relaxing relaxed fun useful valuable affordable bargain satisfying exceeded better positive
      seamless painless hassle-free user-friendly accurate patient warm cheerful funny humane supportive
      well-organised modern powerful solid fan like liked likes favourite favorite bravo kudos thanks
      delight praise excited lucky sweet cute luxurious quality-made tops well-made proud`,
  },
  {
    weight: 1.3,
    words: `fast quick quickly fastest swift instant instantly clear clearly simple simply stable steady
      secure safe safely transparent cheap cheaper flexible calm quiet bright well improved improve
      improvement solved resolved fixed sorted works correct correctly complete careful carefully
      interesting convincing decent suitable timely discreet straightforward handy light durable
      sturdy spacious up-to-date neat success successful successfully plus advantage thank
      welcome easily saves saved worth valued respected understanding proactive transparently`,
  },
  {
    weight: -3,
    words: `terrible horrible awful dreadful disgusting appalling atrocious abysmal horrendous horrid
      disgrace disgraceful catastrophic catastrophe disaster disastrous nightmare worst hate hated hates
      despise unacceptable unbearable outrageous outrage useless worthless pathetic scam fraudulent
      inedible shambles hopeless unusable shameful rip-off ripoff insulting infuriating furious garbage
      rubbish filthy vile incompetent incompetence despicable intolerable crap joke laughable robbery
      lousy miserable disgusted crooks thieves liars lies lied`,
  },
  {
    weight: -2,
    words: `bad badly poor poorly disappointing disappointed disappointment disappoint unhappy dissatisfied
      unsatisfied rude unfriendly impolite arrogant pushy snappy unhelpful unprofessional careless
      sloppy dirty messy mess noisy smelly chaotic chaos disorganised disorganized confusing confused
      frustrating frustrated frustration annoying annoyed irritating irritated angry upset upsetting
      stressful painful unreliable unstable buggy slow slowly sluggish slower clumsy cumbersome
      complicated overpriced expensive overcharged misleading deceptive dishonest cheated unfair
      unjust ridiculous absurd ugly cramped overcrowded crowded uncomfortable boring bored bland stale
      outdated cluttered weak worse faulty defective broken broke damaged wrong fail failed fails failure
      sadly regret waste wasted sick inconvenient inadequate impersonal indifferent unprepared
      unnecessary needless needlessly pointless painfully nuisance let-down unanswered unresolved neglected
      dislike disliked mistreated rushed cold-hearted run-down shabby flimsy hurts hurt nasty dire
      patchy appallingly lame insult unclear unintuitive unwelcome untrustworthy cheaply tears mad
      unpleasant unsafe unprofessionally ignored ignores ignore ignorant negative inferior`,
  },
  {
    weight: -1.4,
    words: `problem problems issue issues error errors delay delayed delays late bug bugs crash crashes
      crashed freeze freezes froze frozen outage outages interruption interruptions fault faults glitch
      lost lose missing missed mistake mistakes complaint complaints complain hassle trouble stress
      difficult difficulty difficulties hidden bureaucracy flaw flaws fear pain wait waited waiting
      queue queues queued lag laggy drops dropped hang hangs stuck refuse refused refuses reject
      rejected declined declines forgot forgotten forget cancelled canceled closed-down locked swallowed leaks leak
      drip dripped smell stains stained torn hairs mould moldy cold stopped stop unable unavailable
      sore worn overdue pending unpaid unannounced pressured pressure endless expired failing
      disrupted unfortunately disconnects disconnected disconnect impossible nobody's burden worry worried
      hard limited lacking lacks lack undelivered overbooked fell shrank faded inconsistent bureaucratic
      twice overrun surcharge surcharges apart-falling scratched dented incorrect incorrectly fob pesky
      crawls crawl unbearably noise loud hectic steep dear pricey fee-trap restarts restart`,
  },
  { weight: -0.6, words: `again still another` },
  {
    weight: 0,
    expected: true,
    words: `work working answer answered answers reply replied respond responds response help helps helped
      explain explained explains explanation apology apologise listen listened listens find finds fit
      fits match matches load loads arrive arrived arrives come came show showed shown tell told inform
      informed care cares cared call called calls solution fix time patience privacy sync syncs use
      turn turns open opens picks pick trust trusted deliver delivered received receive refund refunded
      paid appear appeared send sent speak spoke understand understands understood cleaned ready described
      responsibility hear heard apply applied transferred replaced compensation communication support
      notice warning contact reach reachable available possible seriously heating water hot way option
      returns return updated pay respond hold connection internet signal coverage believe usable`,
  },
  { weight: 0.4, words: `free` },
])

/** These may stand for a thing or a department, not for an opinion. */
const nounable =
  words(`fault faults complaint complaints crash pain fraud help care trust support service
  free security loss risk emergency cancer error problem stress fear waiting queue delay fresh quality
  bargain smooth well fun hot open contact return returns time patient light pleasure`)
for (const word of nounable) {
  const mark = marks.get(word)
  if (mark) marks.set(word, { ...mark, noun: true })
}

export const english: Lexicon = {
  marks,
  phrases: englishPhrases,
  negators: new Set(
    words(`not no never cannot cant without nobody none nothing neither nor hardly barely scarcely nowhere
      don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't haven't
      hasn't hadn't ain't dont doesnt didnt isnt wasnt wont wouldnt couldnt noone zero`),
  ),
  lateNegators: new Set(),
  degrees: new Map([
    ...words(`very really so extremely absolutely totally completely incredibly highly super truly
      particularly especially utterly most far much way always constantly everywhere`).map(
      (word) => [word, 1.35] as const,
    ),
    ...words(`bit slightly somewhat little small fairly rather quite partly sometimes occasionally
      occasional minor mostly`).map((word) => [word, 0.55] as const),
  ]),
  joints: new Set(['and', 'or']),
  contrasts: new Set(
    words(
      `but however although though yet whereas while except unfortunately nevertheless otherwise still`,
    ),
  ),
  excess: new Set(['too']),
  serviceNouns: new Set(
    words(`desk department team hotline line number center centre clinic ward check course plan fund
      question questions portal screening advice protection address insurance group officer provider service
      services policy room rooms rate appointments appointment agent agents counter card handling`),
  ),
  requests: new Set(['please']),
  middling: new Set(
    words(`average ok okay mediocre ordinary normal standard middling comparable so-so usual alright
      acceptable moderate neutral unremarkable adequate`),
  ),
  plainOpenings: [
    /^(i|we|my \w+|our \w+) (have (a|an|two|three|been (a|an|there|with|insured)|\d)|use|used it|am (a|an|still|on)|was (at|on|in|there|with|a|an)|were (at|on|in|there|a|an|\d|two)|bought|stayed|flew|booked|moved|opened|called (on|about|in)|paid (by|with|in)|installed|mainly|usually|mostly|switched|chose|took|take|talked|ordered|live|work (in|at|for)|travel|drive|need|got it)\b/,
    /^(the|my|our|there|it|two|three) (\w+ ){0,3}(is|are|was|were|runs|weighs|takes|starts|lies|costs|called) (\w+ )?(on|near|at|in|called|due|until|from|about|for|a|an|every|twelve|\d+|paid|patient)\b/,
    /^(two|three|four|five|one) \w+ and (one|two|a) \w+/,
  ],
  trouble: new Set(
    words(`still again another hour hours weeks week months ago twice times half only already forty
      finally ever`),
  ),
  stems: englishStems,
  rivals: new Set(
    words(`competitor competitors other others old previous elsewhere former before`),
  ),
  past: new Set(['used']),
}

/** Undoes English endings: `-s`, `-ed`, `-ing`, `-ly`, `-er`, `-est`. */
function* englishStems(word: string): Generator<string> {
  if (word.endsWith("'s")) yield word.slice(0, -2)
  if (word.endsWith('ies')) yield `${word.slice(0, -3)}y`
  if (word.endsWith('ier')) yield `${word.slice(0, -3)}y`
  if (word.endsWith('iest')) yield `${word.slice(0, -4)}y`
  if (word.endsWith('ily')) yield `${word.slice(0, -3)}y`
  for (const ending of ['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'r', 'est', 'st', 'ness']) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue
    const stem = word.slice(0, -ending.length)
    yield stem
    if (ending === 'ing' || ending === 'ed') yield `${stem}e`
    if (stem.at(-1) === stem.at(-2)) yield stem.slice(0, -1)
  }
}
