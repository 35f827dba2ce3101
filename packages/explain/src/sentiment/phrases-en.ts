import { phrasesOf } from './lexicon.ts'

/** What English customers say in more than one word. Our own list; see the labelled set's page. */
export const englishPhrases = phrasesOf([
  {
    weight: 3,
    lines: `
      nothing to complain about
      nothing/no to criticise/fault/improve
      not bad at all
      no complaints
      zero complaints
      could/couldn't not/be be/happier happier/with
      couldn't be happier/better
      could not be happier/better
      couldn't/can't ask for more/better
      could not have asked for more/better
      couldn't have asked for more/better
      can't/cannot/couldn't fault
      could not fault
      second to none
      hard to beat
      works like a charm
      worth every penny/cent
      keep up the good work
      keep it up
      made my day
      hats off
      top marks
      ten out of ten
      five stars
      nothing/none else/other comes close
      exceeded * expectations
      beyond * expectations
      went out of their/his/her way
      would/will not change a thing
      wouldn't change a thing
      nothing i would/would change
      nothing i'd change
      left/leaves nothing to be desired
      can't imagine * without
      cannot imagine * without
      won me over
      can't go wrong
      cannot go wrong
      highly recommend
      no reason to leave/complain/switch
      changed my life
      big thank/thanks you
      many thanks
      home from home
      nothing was too much trouble
      nothing but praise
      life saver
      well done
      a must have
    `,
  },
  {
    weight: 2,
    lines: `
      not half bad
      not bad
      not too bad
      no better *
      you do not get better
      you don't get better
      ~will/would/i'll/we'll be/come/definitely back/come
      ~will definitely come back
      ~will come/be/order/book/buy/stay back/again
      ~well looked after
      ~feel at home
      ~spot on
      ~on time
      within # minutes/hours/days
      within a/an/the minute/hour/day/week
      in # minutes
      the same day/afternoon/morning/hour
      in a day
      ~like new
      ~as promised/described/shown/ordered/expected
      ~better than/than i expected/promised
      much better
      far better/easier/faster
      gets/get better
      got better
      no trouble/problem/hassle/stress/fuss
      no problems/issues/surprises
      first time
      day early
      ahead of schedule
      in minutes
      at once
      the next day/morning
      for free
      saves/saved me/us hours/money/time
      value for money
      good/great value
      went very/really well
      went well
      nice touch
      welcome surprise
      lovely surprise
      high quality
      took time for
    `,
  },
  {
    weight: -3,
    lines: `
      thanks for nothing
      never again
      once and no/never more/again
      waste of money/time
      waste of
      daylight robbery
      money back
      rip off
      have/had had enough
      had enough
      last straw
      stay away
      avoid at
      lost me as
      let me/us down
      a joke
      leaves a lot to be desired
      leave/left much/lot to be/desired
      going downhill
      gone downhill
      treated like dirt/number/idiot
      treated like a number/criminal/fool
      anything but
      far from
      drives me mad/crazy
      drive me mad/crazy
      in tears
      straight into the bin
      thinking of leaving/cancelling/switching
      out of order
      never order/book/buy/come/return/stay/use
      not worth
      isn't worth
      not be back
      won't be back
      will not order/come/be/book/buy
      won't order/come/book/buy
      would/could not recommend
      can't/cannot/wouldn't/couldn't recommend
      do/does not recommend
      pain in the
      no longer trust
      lost confidence/trust/patience
      wish i/we had/hadn't
      i wish i
    `,
  },
  {
    weight: -2,
    lines: `
      ~let down
      ~a pain
      ~still waiting
      ~still not
      still has not
      still have not
      still missing
      still no
      ~twice
      # times
      # different
      # hours/weeks/months/days late/later
      after # hours/weeks/months/days
      for # hours/weeks/months/days
      # hours/weeks
      took # days/weeks/months/hours
      took me/us/them/your * # days/weeks/months/hours
      # days without
      an hour for
      for an hour/eternity
      billed/charged/debited/deducted twice
      ~out of stock
      ~locked out
      locks/lock me/us out
      logs/logged/log me/us out
      cuts/cut off
      ~hangs up
      hung up
      hang up
      fell/falls/fall apart
      ~in pieces
      ~on hold
      switched/turned off
      ~is/are down
      does/did not work
      doesn't/didn't work
      not worked/working
      stopped working
      nothing works/worked
      did not turn up/on
      didn't turn up/on
      does not turn/switch on
      doesn't turn/switch on
      no show
      not a word
      not turn up
      without asking/notice/warning/reason/asking/answer
      without a/an/any reason/answer/explanation/warning/examination/word/reading
      weeks/days/hours/months late/later
      minutes late
      years ago
      more for less
      less for more
      less than
      pay more
      price rise/increase/hike
      keeps/kept/keep going up
      went/go/goes up again
      used to be good/better/great/fast
      not what it used
      too many clicks
      so/too long
      way too
      by hand
      should/would have been
      different every
      lost my/our work/data/work/luggage/parcel/job
      no way to
      had to
      makes/make no sense
      at best
      smaller than
      takes/took hours/days/weeks/months/forever/ages
      days without
      half of
      wrong item/size/colour/router/product/address
      old address
      again and again
      never sent/paid/answered/arrived/called/came/applied/picks/comes
      forgot/forgotten my/our/about
      always engaged/busy
      sold out
      nobody/no one/one told/answered/called/could
      no one could
      not told/informed/told/ready/applied/transferred
      sent home
    `,
  },
  {
    weight: -1.2,
    lines: `
      no longer
      any more
      more than once
      needs improvement
      going up
    `,
  },
  {
    weight: 0,
    lines: `
      not only
      no doubt
      side effects
      free of charge
      well being
      customer care
      help desk
      call back
      credit card
      direct debit
      on hand
      as good as
    `,
  },
  {
    weight: 0,
    middling: true,
    lines: `
      nothing special/more/to
      nothing to add
      no comment
      neither good nor bad
      so so
      all right
      as expected
      like all the/other others
      would like to
      i'd like to
      would be useful/nice/great/good/helpful
      does what it should
      please add/send/call/raise/restock/offer/make/fix
    `,
  },
])
