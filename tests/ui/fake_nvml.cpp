// SPDX-License-Identifier: GPL-3.0-or-later
// Stands for the library of a driver that most machines lack: three GPUs, the last of which was lost.
extern "C" {

int nvmlInit_v2()
{
    return 0;
}

int nvmlShutdown()
{
    return 0;
}

int nvmlDeviceGetCount_v2(unsigned* count)
{
    *count = 3;
    return 0;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, void** device)
{
    static int gpus[3] = {0, 1, 2};
    *device = &gpus[index];
    return 0;
}

int nvmlDeviceGetUtilizationRates(void* device, unsigned* rates)
{
    const int index = *static_cast<int*>(device);
    if (index == 2)
        return 15; // NVML_ERROR_GPU_IS_LOST
    rates[0] = index == 0 ? 75 : 50;
    rates[1] = 99;
    return 0;
}

int nvmlDeviceGetMemoryInfo(void* device, unsigned long long* memory)
{
    const int index = *static_cast<int*>(device);
    if (index == 2)
        return 15;
    memory[0] = 16'000;
    memory[2] = index == 0 ? 1'000 : 500;
    memory[1] = memory[0] - memory[2];
    return 0;
}
}
