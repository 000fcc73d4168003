"""Fiches for the bench: directory_table.py table COUNT prints a table, directory_table.py paths COUNT searches in it."""
import random
import sys

KINDS = "preventiedienst gtb gob jobcoach huisartsenpraktijk hulpverlener ips andere".split()
HELP = "work_adaptation partial_work training coach money_info mental_support talk_first other_employer".split()
PLACES = "Gent Brugge Leuven Antwerpen Hasselt".split()
WORDS = "Zorg Werk Hulp Praktijk Dienst Centrum Steun Terug".split()
REGIONS = "vlaanderen brussel".split()


def fiche(number):
    rng = random.Random(number)
    word, place = rng.choice(WORDS), rng.choice(PLACES)
    help_one, help_two = rng.sample(HELP, 2)
    return (f"r{number:06d},{word} {number},{KINDS[number % len(KINDS)]},{place},ELZ {place},{rng.choice(REGIONS)},"
            f"{help_one}|{help_two},employee|jobseeker,nl,Helpt mensen terug naar werk.,2026-06-01")


def table(count):
    print("ref,name,kind,place,zones,regions,help,serves,languages,about_nl,verified_on")
    for number in range(count):
        print(fiche(number))


# Five on a page, which both stores have; and one that there is once.
def paths(count):
    rng = random.Random(1)
    for _ in range(300):
        word, place = rng.choice(WORDS), rng.choice(PLACES)
        print(f"/v1/fiches?limit=5&q={word.lower()}")
        print(f"/v1/fiches?limit=5&kind={rng.choice(KINDS)}&region={rng.choice(REGIONS)}")
        print(f"/v1/fiches?limit=5&help={rng.choice(HELP)}&zone=ELZ%20{place}")
        print(f"/v1/fiches?limit=1&q={rng.randrange(100, count)}")


if __name__ == "__main__":
    {"table": table, "paths": paths}[sys.argv[1]](int(sys.argv[2]))
