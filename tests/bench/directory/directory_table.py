"""Fiches for the bench: directory_table.py table COUNT prints a table; kinds, the kinds of search; paths COUNT KIND, searches
of that kind in it."""
import random
import sys

KINDS = "preventiedienst gtb gob jobcoach huisartsenpraktijk hulpverlener ips andere".split()
HELP = "work_adaptation partial_work training coach money_info mental_support talk_first other_employer".split()
PLACES = "Gent Brugge Leuven Antwerpen Hasselt".split()
WORDS = "Zorg Werk Hulp Praktijk Dienst Centrum Steun Terug".split()
REGIONS = "vlaanderen brussel".split()
NEVER = ("ips", "money_info")  # each frequent, never together


def fiche(number):
    rng = random.Random(number)
    word, place = rng.choice(WORDS), rng.choice(PLACES)
    kind = KINDS[number % len(KINDS)]
    help_one, help_two = rng.sample([one for one in HELP if (kind, one) != NEVER], 2)
    return (f"r{number:06d},{word} {number},{kind},{place},ELZ {place},{rng.choice(REGIONS)},"
            f"{help_one}|{help_two},employee|jobseeker,nl,Helpt mensen terug naar werk.,2026-06-01")


def table(count):
    print("ref,name,kind,place,zones,regions,help,serves,languages,about_nl,verified_on")
    for number in range(count):
        print(fiche(number))


def name_and_help(rng, _):
    return f"limit=5&q={rng.choice(WORDS).lower()}&help={rng.choice(HELP)}&serves=employee&language=nl"


# The terms that never meet stand behind those that often do, as the dearest that can be asked.
def never_and_more(rng, _):
    place = rng.choice(PLACES)
    return (f"limit=5&q={rng.choice(WORDS).lower()}%20{place.lower()}&zone=ELZ%20{place}&kind={NEVER[0]}&help={NEVER[1]}"
            "&serves=employee&language=nl&region=vlaanderen")


# A number that begins no other.
def once(rng, count):
    return rng.randrange(count // 10, count)


# Five on a page, which both stores have; or one that there is once; or none.
SEARCHES = {
    "name": lambda rng, _: f"limit=5&q={rng.choice(WORDS).lower()}",
    "beginning": lambda rng, _: f"limit=5&q={rng.choice(WORDS).lower()[:2]}",
    "place": lambda rng, _: f"limit=5&q={rng.choice(PLACES).lower()}",
    "help": lambda rng, _: f"limit=5&help={rng.choice(HELP)}",
    "zone": lambda rng, _: f"limit=5&zone=ELZ%20{rng.choice(PLACES)}",
    "several": name_and_help,
    "rare": lambda rng, count: f"limit=5&q={once(rng, count)}",
    "rare and frequent": lambda rng, count: f"limit=5&q={once(rng, count)}&language=nl&serves=employee",
    "nobody": lambda rng, _: f"limit=5&q={rng.choice(WORDS).lower()}%20zzzz{rng.randrange(100)}",
    "never together": lambda rng, _: f"limit=5&kind={NEVER[0]}&help={NEVER[1]}",
    "many, never together": never_and_more,
    "goes on otherwise": lambda rng, _: f"limit=5&q={WORDS[3].lower()}en",  # frequent, but for its last letters
    "second page": name_and_help,
}


def paths(count, kind):
    rng = random.Random(kind)
    for _ in range(300):
        print("/v1/fiches?" + SEARCHES[kind](rng, count))


if __name__ == "__main__":
    if sys.argv[1] == "kinds":
        print("\n".join(SEARCHES))
    elif sys.argv[1] == "table":
        table(int(sys.argv[2]))
    else:
        paths(int(sys.argv[2]), sys.argv[3])
