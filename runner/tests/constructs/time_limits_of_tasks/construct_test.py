"""A block of a test's is cancelled by the candidate's context manager around it."""

import asyncio

import candidate
import pytest

pytestmark = pytest.mark.asyncio


async def test_a_block_that_takes_too_long():
    done = False
    began = asyncio.get_running_loop().time()
    with pytest.raises(TimeoutError, match=r"longer than 0.05 s"):
        async with candidate.Limit(0.05):
            await asyncio.sleep(1)
            done = True
    assert not done
    assert asyncio.get_running_loop().time() - began < 0.9
    assert not asyncio.current_task().cancelling()


async def test_a_block_that_ends_in_time():
    async with candidate.Limit(3) as limit:
        await asyncio.sleep(0)
    assert not limit.expired


async def test_a_block_that_fails_in_time():
    with pytest.raises(KeyError):
        async with candidate.Limit(3):
            raise KeyError


async def test_the_task_goes_on_afterwards():
    for _ in range(2):
        with pytest.raises(TimeoutError):
            async with candidate.Limit(0.02):
                await asyncio.sleep(1)
    await asyncio.sleep(0.01)
    async with candidate.Limit(3):
        await asyncio.sleep(0)


async def test_one_of_two_tasks():
    async def limited(seconds, work):
        async with candidate.Limit(seconds):
            await asyncio.sleep(work)
        return "done"

    first, second = await asyncio.gather(limited(0.05, 1), limited(3, 0.1), return_exceptions=True)
    assert isinstance(first, TimeoutError)
    assert second == "done"


async def test_the_standard_one():
    with pytest.raises(TimeoutError):
        async with candidate.standard(0.05):
            await asyncio.sleep(1)
    assert not asyncio.current_task().cancelling()
